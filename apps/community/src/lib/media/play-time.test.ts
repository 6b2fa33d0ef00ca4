import { expect, test } from 'vitest';
import { playTime } from './play-time.ts';

test.for([
	[400, '0:00'],
	[9_600, '0:10'],
	[245_000, '4:05'],
	[3_609_000, '1:00:09'],
	[86_400_000, '24:00:00'],
] as const)('%i milliseconds are %s', ([durationMs, text]) => {
	expect(playTime(durationMs)).toBe(text);
});
