/** Lets at most `width` tasks run at once; the others wait in order. */
export function createGate(width: number): <T>(task: () => Promise<T>) => Promise<T> {
	const waiting: (() => void)[] = [];
	let free = width;
	return async (task) => {
		if (free > 0) free -= 1;
		else await new Promise<void>((enter) => waiting.push(enter));
		try {
			return await task();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else free += 1;
		}
	};
}
