import type { AppContext } from '../../app/context.js';
import { importDocument } from '../../app/import-document.js';
import { importFile } from '../../app/import-file.js';
import type { ImportRequest } from '../../app/import-offers.js';
import type { ImportReportDocument } from '../../contract/import-report.js';
import { importTypes, type ImportParameters } from '../../contract/import-request.js';
import type { Handlers, HttpEnvironment } from '../environment.js';
import { importRequest } from '../imports/import-options.js';
import type { ImportWork } from '../imports/import-job.js';
import { spoolBody, type SpooledBody } from '../imports/spool.js';
import { checkType } from '../read-json.js';
import { factsOf } from '../request-facts.js';

/** Where an import is to be found, by its number or the name of its job. */
export const addressOf = (id: number | string): string => `/api/v1/imports/${id}`;

/** The import of a body that has arrived; its file goes when it ends. */
function workOf(
  body: SpooledBody,
  query: ImportParameters,
  context: AppContext,
  { metrics }: HttpEnvironment,
): ImportWork {
  return async (onProgress, signal, { id, rejects }) => {
    try {
      const { path, size } = body;
      const file = { path, size, name: query.file ?? 'posted.csv' };
      const onFindings: ImportRequest['onFindings'] = (findings, plan) => rejects.add(findings, plan.columns);
      const asked = { ...importRequest(query), onProgress, ...(query.dryRun ? { onFindings } : {}) };
      const report = await importFile(file, asked, context, signal);
      metrics.imported(report.batch === null ? 'dryRun' : 'committed', report);
      const none = report.firstFindings.length === 0;
      const rejectsFile = none ? null : `${addressOf(report.batch ?? id)}/rejects.csv`;
      // The contract's types are the same without `readonly`.
      return importDocument(report, rejectsFile) as unknown as ImportReportDocument;
    } catch (error) {
      await rejects.dispose();
      metrics.imported('failed');
      throw error;
    } finally {
      await body.dispose();
    }
  };
}

const asksNotToWait = (prefer: string | string[] | undefined): boolean =>
  [prefer].flat().some((text) => /(?:^|[,;\s])respond-async(?:$|[,;\s])/i.test(text ?? ''));

/** Takes a file in, then imports it: while the client waits, or as a job where it asks for that. */
export const addImport: Handlers['addImport'] = async ({ query, context, request }, environment) => {
  const { jobs, settings } = environment;
  checkType(request, importTypes);
  const job = await jobs.withPlace(async () => {
    const body = await spoolBody(request, settings);
    return jobs.start(workOf(body, query, context, environment), factsOf(request).id);
  });
  if (asksNotToWait(request.headers.prefer)) {
    const headers = { Location: addressOf(job.id), 'Preference-Applied': 'respond-async' };
    return { status: 202, json: job.document(), headers };
  }
  const report = await job.done;
  if (report.batch === null) return { status: 200, json: report };
  return { status: 201, json: report, headers: { Location: addressOf(report.batch) } };
};
