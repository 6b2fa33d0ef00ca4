import { validate } from 'dockerfile-utils';
import { unknownSettings } from './settings.ts';

type Instruction = { name: string; rest: string };

/** What is wrong with a Dockerfile: its syntax, then our own rules. `pnpm` is the version the repository is pinned to. */
export function dockerfileProblems(text: string, pnpm: string): string[] {
	const syntax = validate(text).map(
		({ message, range }) =>
			`Dockerfile:${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`,
	);
	const all = instructions(text);
	return [
		...syntax,
		...bases(all),
		...lastStage(all),
		...unknownSettings(environmentNames(all)).map(
			(name) => `Dockerfile: ${name} is no setting of Kith`,
		),
		...(all.some(({ name, rest }) => name === 'ARG' && rest === `PNPM_VERSION=${pnpm}`)
			? []
			: [`Dockerfile: PNPM_VERSION must be ${pnpm}, as in package.json`]),
	];
}

function instructions(text: string): Instruction[] {
	return text
		.split('\n')
		.filter((line) => !/^\s*#/.test(line))
		.join('\n')
		.replaceAll(/\\\n/g, ' ')
		.split('\n')
		.flatMap((line) => {
			const [, name, rest = ''] = /^\s*([A-Za-z]+)\s+(.*)$/.exec(line) ?? [];
			return name ? [{ name: name.toUpperCase(), rest: rest.trim() }] : [];
		});
}

function bases(all: readonly Instruction[]): string[] {
	const from = all.filter(({ name }) => name === 'FROM').map(({ rest }) => rest.split(/\s+/));
	const stages = new Set(from.map((words) => words[2]));
	return from.flatMap(([base = '']) =>
		stages.has(base) || /:\d[\w.-]*$|@sha256:/.test(base)
			? []
			: [`Dockerfile: base image ${base} names no major version`],
	);
}

function lastStage(all: readonly Instruction[]): string[] {
	const stage = all.slice(all.findLastIndex(({ name }) => name === 'FROM'));
	const person = stage.findLast(({ name }) => name === 'USER')?.rest.split(':')[0];
	const has = (wanted: string) => stage.some(({ name }) => name === wanted);
	return [
		(!person || person === 'root' || person === '0') && 'Dockerfile: the image runs as root',
		!has('HEALTHCHECK') && 'Dockerfile: the image has no HEALTHCHECK',
		!has('CMD') && 'Dockerfile: the image has no CMD',
	].filter((problem) => problem !== false);
}

function environmentNames(all: readonly Instruction[]): string[] {
	return all
		.filter(({ name }) => name === 'ENV')
		.flatMap(({ rest }) =>
			[...rest.matchAll(/(?:^|\s)([A-Za-z_]\w*)=/g)].map(([, name]) => name ?? ''),
		);
}
