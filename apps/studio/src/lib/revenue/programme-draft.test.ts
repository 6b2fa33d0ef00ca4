import { expect, test } from 'vitest';
import { DEFAULT_PROGRAMME } from '@kith/domains/affiliates/programme';
import { draftOfProgramme, readProgramme } from './programme-draft.ts';

const programme = {
	...{ ...DEFAULT_PROGRAMME, isOn: true, basisPoints: 1_250, months: null },
	least: { amount: 5_000, currency: 'eur' },
};

test.each(['en', 'de', 'fr', 'es', 'ja', 'ar'])(
	'what is shown in %s reads as what it is',
	(locale) => {
		expect(readProgramme(draftOfProgramme(programme, locale), locale).programme).toEqual(programme);
		expect(readProgramme(draftOfProgramme(DEFAULT_PROGRAMME, locale), locale).programme).toEqual(
			DEFAULT_PROGRAMME,
		);
	},
);

test.each([
	['percent', { percent: '0' }],
	['percent', { percent: '100.01' }],
	['percent', { percent: 'ten' }],
	['months', { isEndless: false, months: '0' }],
	['windowDays', { windowDays: '366' }],
	['payableDays', { payableDays: '-1' }],
	['least', { least: 'much' }],
])('%s is wrong in %o', (fault, change) => {
	const draft = { ...draftOfProgramme(programme, 'en'), ...change };
	const { faults, programme: read } = readProgramme(draft, 'en');
	expect([...faults]).toEqual([fault]);
	expect(read).toBeNull();
});
