import { describe, expect, test } from '@jest/globals';
import { builtInVocabulary } from './built-in.js';

const vocabulary = builtInVocabulary();

describe('a title is a role and a level', () => {
  test.each<[string, string, string | undefined]>([
    ['Sr. Backend Eng. II', 'Backend Engineer', 'senior'],
    ['Senior Software Engineer (m/w/d)', 'Software Engineer', 'senior'],
    ['SWE III', 'Software Engineer', 'III'],
    ['Lead Data Scientist - Remote', 'Data Scientist', 'lead'],
    ['Engineering Manager', 'Engineering Manager', undefined],
    ['Senior Engineering Manager', 'Engineering Manager', 'senior'],
    ['Data Scientist, Senior', 'Data Scientist', 'senior'],
    ['Data Scientist Lead', 'Data Scientist', 'lead'],
    ['Jr Frontend Dev', 'Frontend Developer', 'junior'],
    ['Staff Engineer', 'Engineer', 'staff'],
    ['Sr Staff Engineer', 'Engineer', 'staff'],
    ['Mid/Senior Java Developer', 'Java Developer', undefined],
    ['Senior/Lead developer', 'Developer', 'lead'],
    ['Machine Learning Engineer 5', 'Machine Learning Engineer', 'V'],
    ['Software Engineer L4', 'Software Engineer', 'L4'],
    ['Software Engineer Level 2', 'Software Engineer', 'II'],
    ['Remote Senior Data Engineer', 'Data Engineer', 'senior'],
    ['Tech Lead', 'Tech Lead', 'lead'],
    ['CTO', 'CTO', 'executive'],
    ['Head of Data', 'Head of Data', 'head'],
    ['VP of Engineering', 'VP of Engineering', 'vp'],
    ['Head of Llamas', 'Head of Llamas', 'head'],
    ['Developer, back-end', 'Backend Developer', undefined],
    ['Software Engineer, Machine Learning', 'Machine Learning Engineer', undefined],
    ['Senior Software Engineer (Security)', 'Security Engineer', 'senior'],
    ['Architect, software or solutions', 'Software Architect', undefined],
    ['Data or business analyst', 'Data Analyst', undefined],
    ['Junior QA/Test Engineer', 'QA Engineer', 'junior'],
    ['BA (Business Analyst)', 'Business Analyst', undefined],
    ['Software Engineer / Software Developer', 'Software Engineer', undefined],
    ['Consultant Data Engineer', 'Data Engineer', undefined],
    ['AI/ML engineer', 'AI/ML Engineer', undefined],
    ['UI/UX Designer', 'UI/UX Designer', undefined],
    ['C++ Developer', 'C++ Developer', undefined],
    ['.NET developer', '.NET Developer', undefined],
    ['Softwareentwickler:in (m/w/d)', 'Software Developer', undefined],
    ['Développeur Full Stack H/F', 'Full Stack Developer', undefined],
    ['Développeuse Java senior', 'Java Developer', 'senior'],
    ['Desarrollador Backend Sr', 'Backend Developer', 'senior'],
    ['Ohjelmistokehittäjä (full-stack)', 'Full Stack Developer', undefined],
    ['Vanhempi ohjelmistokehittäjä', 'Software Developer', 'senior'],
    ['Full-stack -kehittäjä', 'Full Stack Developer', undefined],
    ['Старший інженер-програміст', 'Software Engineer', 'senior'],
  ])('%j', (title, role, level) => {
    expect(vocabulary.title(title)).toMatchObject(level === undefined ? { role } : { role, level });
    if (level === undefined) expect(vocabulary.title(title)).not.toHaveProperty('level');
  });

  test.each<[string, string]>([
    ['Widget Wrangler', 'Widget Wrangler'],
    ['Senior Widget Wrangler (m/w/d) - Berlin', 'Widget Wrangler'],
    ['Delivery Lead', 'Delivery Lead'],
    ['高级工程师', '高级工程师'],
    ['مهندس برمجيات', 'مهندس برمجيات'],
    ['Senior', 'Senior'],
    ['Bear Robotics', 'Bear Robotics'],
    ['Contract Manager', 'Contract Manager'],
    ['Senior H/W Wrangler', 'H/W Wrangler'],
  ])('%j, which the vocabulary does not know, stays a role of its own', (title, role) => {
    expect(vocabulary.title(title).role).toBe(role);
  });

  test('every step names what it found, what it became and the rule', () => {
    for (const step of vocabulary.title('Sr. Backend Eng. II').steps) {
      expect(step).toMatchObject({
        found: 'Sr. Backend Eng. II',
        rule: expect.stringMatching(/\.json/) as unknown,
      });
    }
  });
});

describe('role and level columns are kept as given', () => {
  test.each([
    ['  Data Engineer ', 'Data Engineer'],
    ['data engineer', 'Data Engineer'],
    ['SRE', 'Site Reliability Engineer'],
    ['ML Engineer', 'Machine Learning Engineer'],
    ['Fullstack Engineer', 'Full Stack Engineer'],
    ['Big Data Engineer', 'Big Data Engineer'],
    ['Software Developer', 'Software Developer'],
    ['Senior Data Engineer', 'Senior Data Engineer'],
    ['Software Engineer / Software Developer', 'Software Engineer / Software Developer'],
    ['Llama  keeper', 'Llama keeper'],
  ])('role %j is %j', (given, role) => {
    expect(vocabulary.role(given)).toBe(role);
  });

  test.each([
    ['Sr.', 'senior'],
    ['SENIOR', 'senior'],
    ['Jr', 'junior'],
    ['Mid-level', 'mid'],
    ['Middle', 'mid'],
    ['SE', 'SE'],
    [' MI ', 'MI'],
    ['EX', 'EX'],
    ['II', 'II'],
    ['Lead/Team Lead', 'Lead/Team Lead'],
    ['Немає тайтлу', 'Немає тайтлу'],
  ])('level %j is %j', (given, level) => {
    expect(vocabulary.level(given)).toBe(level);
  });

  test('a level reads the same in a title and in its own column', () => {
    for (const level of [
      'Senior',
      'Sr.',
      'Junior',
      'Jr',
      'Mid-level',
      'Lead',
      'Staff',
      'Principal',
      'Intern',
    ]) {
      expect(vocabulary.title(`${level} Data Engineer`).level).toBe(vocabulary.level(level));
    }
  });
});

test.each([
  ['Data Engineer', 'data'],
  ['Azure Databricks Data Engineer', 'data'],
  ['Software Developer', 'software engineering'],
  ['Perl Developer', 'software engineering'],
  ['Site Reliability Engineer', 'infrastructure'],
  ['SRE', 'infrastructure'],
  ['QA Engineer', 'quality assurance'],
  ['Machine Learning Engineer', 'machine learning'],
  ['Llama Manager', null],
  ['Llama', null],
  ['', null],
])('the family of %j is %j', (role, family) => {
  expect(vocabulary.familyOf(role)).toBe(family);
});
