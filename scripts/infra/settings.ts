import { ConfigSchema } from '@kith/kernel/config';

// Node's own; everything else a process of ours reads stands in ConfigSchema.
const nodeSettings = ['NODE_ENV', 'NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'CI'];

/** The port the server listens on unless told otherwise. */
export const defaultPort = ConfigSchema.shape.PORT.parse(undefined);

/** Those of `names` that no process of ours would read, once each. */
export function unknownSettings(names: Iterable<string>): string[] {
	const known = new Set([...Object.keys(ConfigSchema.shape), ...nodeSettings]);
	return [...new Set(names)].filter((name) => !known.has(name));
}
