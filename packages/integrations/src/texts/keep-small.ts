import { MOST_AT_ONCE } from './limits.ts';
import { TooMuch } from './refused.ts';

/**
 * For the thread that reads, before anything is read in it: no piece of memory larger than a document needs can be asked
 * for, and nothing that inflates or fetches out of sight is there. A heap's limit does not count such pieces.
 */
export function keepSmall(): void {
	for (const name of ['Uint8Array', 'ArrayBuffer', 'Uint8ClampedArray', 'Uint32Array'] as const) {
		const Whole = globalThis[name] as unknown as new (...args: unknown[]) => object;
		const Small = new Proxy(Whole, {
			construct(target, args: unknown[], as) {
				if (typeof args[0] === 'number' && args[0] > MOST_AT_ONCE) throw new TooMuch();
				return Reflect.construct(target, args, as) as object;
			},
		});
		Object.assign(globalThis, { [name]: Small });
	}
	for (const name of ['DecompressionStream', 'fetch', 'WebSocket', 'Worker', 'WebAssembly'])
		Reflect.deleteProperty(globalThis, name);
}
