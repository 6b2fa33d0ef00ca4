const PAUSE_MS = 1000;

/** Passes on the latest of many values, at most one a second and one at a time; what goes wrong on the way is no matter. */
export function paced(pass: (value: number) => Promise<unknown>) {
	let last = performance.now();
	let running: Promise<unknown> = Promise.resolve();
	const tell = (value: number): void => {
		if (performance.now() - last < PAUSE_MS) return;
		last = performance.now();
		running = running.then(() => pass(value)).catch(() => {});
	};
	return Object.assign(tell, { done: () => running });
}
