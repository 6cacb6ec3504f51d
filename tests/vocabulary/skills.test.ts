import { describe, expect, test } from '@jest/globals';
import { builtInVocabulary } from './built-in.js';

const vocabulary = builtInVocabulary();

test.each([
  ['JS', 'JavaScript'],
  ['js', 'JavaScript'],
  ['k8s', 'Kubernetes'],
  ['Apache Kafka', 'Kafka'],
  ['Node', 'Node.js'],
  ['React.js', 'React'],
  ['Golang', 'Go'],
  ['c sharp', 'C#'],
  ['C#', 'C#'],
  ['C', 'C'],
  ['cpp', 'C++'],
  ['R', 'R'],
  ['postgres', 'PostgreSQL'],
  ['Amazon Web Services (AWS)', 'AWS'],
  ['Microsoft Azure', 'Azure'],
  ['Java 17', 'Java'],
  ['Python 3.11', 'Python'],
  ['.NET (5+)', '.NET'],
  ['Bash/Shell (all shells)', 'Bash'],
  ['sklearn', 'scikit-learn'],
  ['Llama herding', 'Llama herding'],
  ['  Llama   herding ', 'Llama herding'],
])('skill %j is %j', (given, name) => {
  expect(vocabulary.skill(given)).toBe(name);
});

describe('lists of skills', () => {
  test.each<[string, readonly string[] | null]>([
    ['Python; SQL, Kafka', ['Python', 'SQL', 'Kafka']],
    ['k8s | JS | js', ['Kubernetes', 'JavaScript']],
    ['C, C++', ['C', 'C++']],
    ["['a', 'b']", ['a', 'b']],
    ['["React","node"]', ['React', 'Node.js']],
    ['[Python, SQL]', ['Python', 'SQL']],
    ['SQL\nExcel', ['SQL', 'Excel']],
    ['HTML/CSS;Bash/Shell (all shells);C++', ['HTML/CSS', 'Bash', 'C++']],
    ['CI/CD (GitHub Actions, GitLab CI, Jenkins), AWS', ['CI/CD', 'AWS']],
    ['Cobol, cobol , COBOL', ['COBOL']],
    ['a;;b;NA', ['a', 'b']],
    ['none', []],
    ['[]', []],
    ['NA', null],
    ['', null],
  ])('%j', (cell, skills) => {
    expect(vocabulary.skills(cell)).toEqual(skills);
  });
});
