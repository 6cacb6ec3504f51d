import { createHash } from 'node:crypto';

const style = `
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.1rem;margin:2.2rem 0 .3rem;border-top:1px solid #d5dae0;padding-top:1.2rem}
code,pre{font:14px/1.45 ui-monospace,monospace}pre{background:#f4f6f8;padding:.7rem;overflow:auto}
table{border-collapse:collapse;width:100%;margin:.5rem 0}td,th{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #e7eaee}
.method{display:inline-block;min-width:4.2rem;font-weight:600}
@media (prefers-color-scheme:dark){body{color:#dde3ea;background:#14181d}pre{background:#1d232a}h2,td,th{border-color:#313a44}a{color:#8ab4f8}}
`;

/** What a content security policy calls the page's only style. */
export const docsStyleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: unknown;
}

interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>;
}

interface OpenApi {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign]!);

/** Text with its `code` set off. */
const prose = (text: string): string => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : `<table><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr>${rows
        .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
        .join('')}</table>`;

/** What a value may be, in a few words. */
function kindOf(schema: unknown): string {
  const { type, enum: choices, items } = schema as { type?: string; enum?: unknown[]; items?: unknown };
  if (choices) return choices.map(String).join(' | ');
  return type === 'array' ? `list of ${kindOf(items)}` : (type ?? '');
}

function parameterRow({ name, in: place, required, description = '', schema }: Parameter): string[] {
  const note = [place === 'query' ? '' : place, required ? 'needed' : ''].filter(Boolean).join(', ');
  return [`<code>${escape(name)}</code>`, escape(kindOf(schema)), prose(description), escape(note)];
}

function bodyText({ requestBody }: Operation): string {
  if (!requestBody) return '';
  const types = Object.keys(requestBody.content);
  const example = requestBody.content[types[0]!]?.example;
  const shown = typeof example === 'string' ? example : JSON.stringify(example, null, 2);
  return `<p>Body: ${types.map((type) => `<code>${escape(type)}</code>`).join(', ')}</p><pre>${escape(shown)}</pre>`;
}

function schemaName(content: object | undefined): string {
  const [type = ''] = Object.keys(content ?? {});
  const reference = /#\/components\/schemas\/(\w+)/.exec(JSON.stringify(content ?? {}))?.[1];
  return reference === undefined ? escape(type) : `<a href="#${reference}">${reference}</a>`;
}

function operationText(path: string, method: string, operation: Operation): string {
  const replies = Object.entries(operation.responses).map(([status, { description, content }]) => [
    `<code>${status}</code>`,
    prose(description),
    schemaName(content),
  ]);
  const parameters = (operation.parameters ?? []).map(parameterRow);
  return [
    `<h2><span class="method">${method.toUpperCase()}</span> <code>${escape(path)}</code></h2>`,
    `<p>${prose(operation.summary)}. ${prose(operation.description ?? '')}</p>`,
    table(['Parameter', 'Kind', 'Meaning', ''], parameters),
    bodyText(operation),
    table(['Status', 'Meaning', 'Body'], replies),
  ].join('\n');
}

/** The OpenAPI document as one page that needs no script and nothing from elsewhere. */
export function docsPage(document: object): string {
  const { info, paths, components } = document as OpenApi;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationText(path, method, operation)),
  );
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `<h2 id="${name}">${name}</h2><pre>${escape(JSON.stringify(schema, null, 2))}</pre>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(info.title)} API</title><style>${style}</style></head><body>
<h1>${escape(info.title)} API ${escape(info.version)}</h1><p>${prose(info.description)}</p><p><a href="/openapi.json">openapi.json</a></p>
${operations.join('\n')}
${schemas.join('\n')}</body></html>`;
}
