import { spawn } from 'node:child_process';
import process from 'node:process';

const POSIX = process.platform !== 'win32';
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
/** One Ctrl-C arrives twice: from the terminal, and from npm, which passes it on as well. */
const SAME_SIGNAL_MS = 500;

/** A failure whose message is all that the person at the terminal needs. */
export class Refusal extends Error {}

/**
 * Runs a command in a group of its own, so that a terminal's Ctrl-C reaches it only through us, once.
 * Resolves with { code, signal } or, when it cannot be started, { error }; `interrupted` is the last
 * signal that was passed on.
 */
export function runChild(command, args, options, { wholeGroup = false, onOutput, onStart } = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			detached: POSIX,
			...options,
		});
		if (child.pid) onStart?.(child.pid);
		child.stdout?.on('data', onOutput);
		child.stderr?.on('data', onOutput);
		const forwarding = forwardSignals(
			() => child.pid && (wholeGroup && POSIX ? -child.pid : child.pid),
		);
		const finish = (result) => {
			forwarding.end();
			resolve({ ...result, interrupted: forwarding.last() });
		};
		child.once('error', (error) => finish({ error }));
		child.once('close', (code, signal) => finish({ code, signal }));
	});
}

function forwardSignals(target) {
	const sentAt = new Map();
	let last;
	const forward = (signal) => {
		const now = performance.now();
		const repeated = now - (sentAt.get(signal) ?? -Infinity) < SAME_SIGNAL_MS;
		if (repeated || !target()) return;
		sentAt.set(signal, now);
		last = signal;
		try {
			process.kill(target(), signal);
		} catch (error) {
			// It ended in this moment; its exit is on the way to us.
			if (error.code !== 'ESRCH') throw error;
		}
	};
	for (const signal of SIGNALS) process.on(signal, forward);
	const end = () => SIGNALS.forEach((signal) => process.off(signal, forward));
	return { end, last: () => last };
}

/** Ends as the child ended. */
export function pass({ code, signal }) {
	if (signal) process.kill(process.pid, signal);
	else process.exitCode = code;
}
