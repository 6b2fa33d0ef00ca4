export { testDocx, testPdf } from '@kith/integrations/texts/test-document';
import { createJobContext } from '@kith/domains/create-context';
import { consumers, jobs } from '@kith/domains';
import { newId } from '@kith/kernel/ids';
import type { TestCommunity } from './test-community.ts';
import type { TestInstallation } from './test-installation.ts';

/** Does the jobs that were asked for until none of them is left, in the order in which they were. */
async function doJobs({ owner, services }: TestInstallation): Promise<string[]> {
	const done: string[] = [];
	for (;;) {
		const { rows } = await owner.query<{ payload: { name: string; payload: object } }>(
			`delete from streams.outbox where type = 'jobs.requested'
				and payload ->> 'name' in ('read-file', 'read-files') returning payload`,
		);
		if (rows.length === 0) return done;
		for (const { payload: job } of rows) {
			await jobs.get(job.name)?.run(services, job.payload);
			done.push(job.name);
		}
	}
}

/** Reads what the files of a text or a document say, as the worker does once they are shown; says what it did. */
export async function readShown(
	installation: TestInstallation,
	here: TestCommunity,
	type: 'posts.published' | 'posts.edited' | 'comments.published' | 'library.document_added',
	payload: Record<string, string>,
): Promise<string[]> {
	const ctx = await createJobContext(installation.services, here.community, 'test');
	const event = { id: newId(), communityId: here.id, type, payload, occurredAt: ctx.clock.now() };
	await consumers.get('read-shown-files')?.handle(ctx, { ...event, actor: ctx.actor });
	return doJobs(installation);
}

/** Reads every file of a community that nobody has read, as happens each night. */
export async function readEverything(
	installation: TestInstallation,
	here: TestCommunity,
): Promise<string[]> {
	await jobs.get('read-files')?.run(installation.services, { communityId: here.id });
	return doJobs(installation);
}
