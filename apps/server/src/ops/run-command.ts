import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '@kith/kernel/errors';
import { readConfig } from '@kith/kernel/config';
import { Refusal, type Call, type Command } from './command.ts';
import { verifyAudit } from './audit-verify.ts';
import { reconcileBilling } from './billing-reconcile.ts';
import { replayBilling } from './billing-replay.ts';
import { createCommunities } from './communities-create.ts';
import { doctor } from './communities-doctor.ts';
import { drop } from './communities-drop.ts';
import { exportCommunity } from './communities-export.ts';
import { importCommunity } from './communities-import.ts';
import { list } from './communities-list.ts';
import { migrateOnly } from './communities-migrate.ts';
import { listInbox } from './inbox-list.ts';
import { replayInbox } from './inbox-replay.ts';
import { failedJobs } from './jobs-failed.ts';
import { retryJobs } from './jobs-retry.ts';
import { migrate } from './migrate.ts';
import { checkSecrets } from './secrets-check.ts';

const COMMANDS: readonly Command[] = [
	...[migrate, list, createCommunities, migrateOnly, drop, exportCommunity, doctor],
	importCommunity,
	...[failedJobs, retryJobs, listInbox, replayInbox, checkSecrets, verifyAudit],
	...[reconcileBilling, replayBilling],
];

const EVERYWHERE = {
	help: { type: 'boolean', short: 'h' },
	'data-dir': { type: 'string' },
} as const;

/**
 * Runs the command that `words` name and resolves to its exit code: 0 done, 1 refused or found wrong, 2 not
 * understood. Never rejects for what an operator can mend; `env` holds the settings.
 */
export async function runCommand(
	words: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
	say: (line: string) => void,
): Promise<number> {
	const command = COMMANDS.find((one) => startsWith(words, nameOf(one)));
	if (!command) {
		const isArea = words.length === 1 && COMMANDS.some((one) => nameOf(one)[0] === words[0]);
		const isAsked =
			words.length === 0 || isArea || words.includes('--help') || words.includes('-h');
		if (!isAsked) say(`There is no command "${words.slice(0, 2).join(' ')}".\n`);
		overview(words[0]).forEach(say);
		return isAsked ? 0 : 2;
	}
	try {
		const rest = words.slice(nameOf(command).length);
		if (rest.includes('--help') || rest.includes('-h')) {
			explain(command).forEach(say);
			return 0;
		}
		return (await command.run(readCall(command, rest, env, say))) ?? 0;
	} catch (error) {
		return report(error, command, say);
	}
}

function report(error: unknown, command: Command, say: (line: string) => void): number {
	const isMisspelt = error instanceof TypeError && 'code' in error;
	if (isMisspelt) say(`${error.message}\n\nUsage: npm run ops -- ${command.usage}`);
	else if (error instanceof Refusal) say(error.message);
	else if (error instanceof AppError)
		say(`Refused: ${error.code} ${JSON.stringify(error.details)}`);
	else say(`Failed: ${error instanceof Error ? error.message : String(error)}`);
	return isMisspelt ? 2 : 1;
}

function readCall(
	command: Command,
	rest: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
	say: (line: string) => void,
): Call {
	const options = { ...EVERYWHERE, ...command.options };
	const { values, positionals } = parseArgs({ args: [...rest], options, allowPositionals: true });
	const given = new Map<string, unknown>(Object.entries(values));
	const { least, most } = command.takes ?? { least: 0, most: 0 };
	if (positionals.length < least || positionals.length > most)
		throw new Refusal(`Usage: npm run ops -- ${command.usage}`);
	const text = (name: string) => {
		const value = given.get(name);
		return typeof value === 'string' ? value : undefined;
	};
	const dataDir = text('data-dir');
	const config = readConfig({ ...env, ...(dataDir ? { DATA_DIR: dataDir } : {}) });
	return {
		...{ positionals, say, text },
		config: { ...config, DATA_DIR: resolve(config.DATA_DIR) },
		flag: (name) => given.get(name) === true,
		count(name) {
			const value = text(name);
			if (value !== undefined && !/^[1-9]\d{0,8}$/.test(value))
				throw new Refusal(`--${name} takes a whole number from 1 on, not "${value}".`);
			return value === undefined ? undefined : Number(value);
		},
	};
}

/** The words that name a command: those of its usage before the first that is filled in. */
function nameOf({ usage }: Command): string[] {
	return usage.split(/ [<[-]/, 1)[0]?.split(' ') ?? [];
}

function startsWith(words: readonly string[], name: readonly string[]): boolean {
	return name.every((word, index) => words[index] === word);
}

function overview(area: string | undefined): string[] {
	const own = COMMANDS.filter((command) => nameOf(command)[0] === area);
	const shown = own.length > 0 ? own : COMMANDS;
	const lines = shown.map(({ usage, summary }) => `  ${usage}\n      ${summary}`);
	return [
		'npm run ops -- <area> <command> [options]\n',
		...lines,
		'\nEach command takes --help and --data-dir <folder>. Settings come from the environment (.env.example).',
		'Without DATABASE_URL the embedded database of the data directory is used, running or not.',
	];
}

function explain({ usage, summary, details = [] }: Command): string[] {
	return [`npm run ops -- ${usage}\n`, summary, ...details];
}
