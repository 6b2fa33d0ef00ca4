import type { Plugin } from 'vite';

/** Characters of a hash in a file's name: the fewest that rolldown takes for as many. */
const LENGTHS = { entry: 6, chunk: 7 } as const;

type Name = string | ((chunk: never) => string) | undefined;

function shorter(name: Name, length: number): Name {
	if (typeof name === 'function') return (chunk: never) => shorten(name(chunk), length);
	return name === undefined ? name : shorten(name, length);
}

const shorten = (name: string, length: number): string =>
	name.replace('[hash]', `[hash:${length}]`);

/**
 * A build step that keeps hashes in names of scripts short. The first script names every page's, and a hash cannot be
 * compressed: each page that is added makes every other page heavier by three quarters of its length.
 */
export function shortNames(): Plugin {
	return {
		name: 'kith:short-names',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'client',
		outputOptions: (options) => ({
			...options,
			entryFileNames: shorter(
				options.entryFileNames as Name,
				LENGTHS.entry,
			) as typeof options.entryFileNames,
			chunkFileNames: shorter(
				options.chunkFileNames as Name,
				LENGTHS.chunk,
			) as typeof options.chunkFileNames,
		}),
	};
}
