import { checkSync } from 'recheck';
import type { Pattern } from './find-patterns.ts';

/** What repeats without an end: without one, a pattern looks at each place a bounded number of times. */
const ENDLESS = /[*+]|\{\d+,\}/;

/** Longer than any pattern of ours needs on a busy machine. */
const TIMEOUT = 20_000;

/**
 * Why a text could keep a pattern busy for longer than the text is long; null where none can. The checker looks at
 * the automaton of a pattern, and where a pattern looks around itself, tries texts on it: always the same ones.
 */
export function faultOf({ source, flags }: Pick<Pattern, 'source' | 'flags'>): string | null {
	if (!ENDLESS.test(source)) return null;
	const { status, ...found } = checkSync(source, flags, {
		timeout: TIMEOUT,
		randomSeed: 0,
		...QUICK,
	});
	if (status === 'safe') return null;
	return 'complexity' in found ? found.complexity.summary : `nobody knows: ${found.error.kind}`;
}

/** Enough to find what a pattern that looks around itself would suffer from, as the tests of this folder show. */
const QUICK = { maxIteration: 4, incubationTimeout: 100, attackTimeout: 3000 };
