import { spawn } from 'node:child_process';

/** One command of `verify`. `after` names steps that must have passed first. */
export type Step = {
	name: string;
	command: readonly [string, ...string[]];
	cwd?: string;
	after?: readonly string[];
};

export type Outcome = { name: string; passed: boolean; seconds: number; output: string };

type Progress = (outcome: Outcome) => void;

/**
 * Runs `steps`, at most `width` at a time, in their order as far as `after` allows. A step whose prerequisite failed
 * fails unrun. Returns the outcomes in the order they ended; throws when `after` names no step or goes in a circle.
 */
export async function runSteps(
	steps: readonly Step[],
	width: number,
	progress: Progress,
): Promise<Outcome[]> {
	const waiting = [...steps];
	const done = new Map<string, Outcome>();
	const running = new Set<Promise<void>>();
	const settle = (outcome: Outcome) => {
		done.set(outcome.name, outcome);
		progress(outcome);
	};
	while (waiting.length > 0 || running.size > 0) {
		const index = waiting.findIndex((step) => (step.after ?? []).every((name) => done.has(name)));
		if (index === -1 && running.size === 0)
			throw new Error(`These steps wait for ever: ${waiting.map(({ name }) => name).join(', ')}`);
		if (index === -1 || running.size >= width) {
			await Promise.race(running);
			continue;
		}
		for (const step of waiting.splice(index, 1)) {
			const broken = step.after?.find((name) => done.get(name)?.passed === false);
			if (broken) {
				settle({
					name: step.name,
					passed: false,
					seconds: 0,
					output: `needs ${broken}, which failed`,
				});
				continue;
			}
			const run = runStep(step).then((outcome) => {
				running.delete(run);
				settle(outcome);
			});
			running.add(run);
		}
	}
	return [...done.values()];
}

/** Runs one step to its end; what it prints comes back in the outcome. Never rejects. */
function runStep({ name, command, cwd }: Step): Promise<Outcome> {
	const started = performance.now();
	const [program, ...args] = command;
	const chunks: Buffer[] = [];
	return new Promise((resolve) => {
		const end = (passed: boolean, note = '') =>
			resolve({
				name,
				passed,
				seconds: (performance.now() - started) / 1000,
				output: Buffer.concat(chunks).toString('utf8') + note,
			});
		const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
		child.on('error', (error) => end(false, error.message));
		child.on('close', (code, signal) => end(code === 0, signal ? `ended by ${signal}` : ''));
	});
}
