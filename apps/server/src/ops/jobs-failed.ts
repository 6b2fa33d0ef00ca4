import type pg from 'pg';
import type { Command } from './command.ts';
import { withOwner } from './database.ts';

type DeadJob = { id: string; task: string; attempts: number; at: string; error: string };

/** Jobs that used up their attempts, latest first; at most `limit`. */
async function deadJobs(owner: pg.Pool, limit: number): Promise<DeadJob[]> {
	const { rows } = await owner.query<DeadJob>(
		`select id::text, task_identifier as task, attempts, coalesce(last_error, '') as error,
			to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at
		from graphile_worker.jobs where attempts >= max_attempts and locked_at is null
		order by updated_at desc limit $1`,
		[limit],
	);
	return rows;
}

/** Shows the jobs that nobody will try again. */
export const failedJobs: Command = {
	usage: 'jobs failed [--limit N]',
	summary: 'Lists jobs that failed as often as they may; they wait for an operator.',
	details: ['Payloads carry personal data and are not shown.  --limit N   at most (default 50)'],
	options: { limit: { type: 'string' } },
	run: (call) =>
		withOwner(call, async (owner) => {
			const found = await deadJobs(owner, call.count('limit') ?? 50);
			if (found.length === 0) return call.say('no failed jobs');
			for (const { id, task, attempts, at, error } of found)
				call.say(
					`${id}  ${task}  ${attempts} attempts, last ${at} UTC: ${error.split('\n', 1)[0]}`,
				);
			call.say('Mend the cause, then: npm run ops -- jobs retry <id> (or --all)');
		}),
};
