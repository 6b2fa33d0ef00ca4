import { expect, test } from 'vitest';
import { roughly } from './moment.ts';

test.each([
	[5, 'en', '1 minute'],
	[1500, 'en', '25 minutes'],
	[3600, 'en', '1 hour'],
	[30 * 3600, 'de', '30 Stunden'],
	[50 * 3600, 'en', '2 days'],
])('%d seconds in %s are about %s', (seconds, locale, said) => {
	expect(roughly(seconds, locale)).toBe(said);
});
