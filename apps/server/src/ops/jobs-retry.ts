import { Refusal, type Command } from './command.ts';
import { withOwner } from './database.ts';

const ALL_FAILED = `
	select graphile_worker.reschedule_jobs(array(
		select id from graphile_worker.jobs where attempts >= max_attempts and locked_at is null
	), run_at := now(), attempts := 0::smallint)`;
const ONE_FAILED = `
	select graphile_worker.reschedule_jobs(array(
		select id from graphile_worker.jobs where id = $1 and attempts >= max_attempts and locked_at is null
	), run_at := now(), attempts := 0::smallint)`;

/** Gives failed jobs their attempts back. */
export const retryJobs: Command = {
	usage: 'jobs retry [<id>] [--all]',
	summary: 'Runs a failed job again, or all of them, with fresh attempts.',
	details: [
		'Handlers are idempotent: a job whose effect took place before it failed does not repeat it.',
	],
	options: { all: { type: 'boolean' } },
	takes: { least: 0, most: 1 },
	run: (call) =>
		withOwner(call, async (owner) => {
			const [id] = call.positionals;
			if ((id === undefined) !== call.flag('all'))
				throw new Refusal('Name one job, or say --all: npm run ops -- jobs retry <id>');
			if (id !== undefined && !/^\d{1,18}$/.test(id))
				throw new Refusal(`"${id}" is no job number. See: npm run ops -- jobs failed`);
			const { rowCount } = await (id === undefined
				? owner.query(ALL_FAILED)
				: owner.query(ONE_FAILED, [id]));
			if (id !== undefined && rowCount === 0)
				throw new Refusal(`No failed job ${id}. See: npm run ops -- jobs failed`);
			call.say(`${rowCount ?? 0} jobs will run again`);
		}),
};
