/** Runs `stop` once at the first SIGINT, SIGTERM or SIGHUP, then ends the process; a second signal ends it at once. */
export function onSignals(stop: () => Promise<void>): void {
	let isStopping = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
		process.on(signal, () => {
			if (isStopping) process.exit(130);
			isStopping = true;
			stop().then(
				() => process.exit(0),
				(error: unknown) => {
					process.stderr.write(`${String(error)}\n`);
					process.exit(1);
				},
			);
		});
}
