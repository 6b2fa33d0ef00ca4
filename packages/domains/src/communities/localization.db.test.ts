import { afterAll, beforeAll, expect, test } from 'vitest';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { mail } from '../mail/index.ts';
import { readerLanguage } from './index.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const as = async (who: Parameters<TestCommunity['as']>[0]) => communityCaller(await here.as(who));
const GERMAN = {
	...{ locale: 'de' as const, languages: ['de', 'fr'] as ('de' | 'fr')[] },
	...{ timeZone: 'Asia/Tokyo', hourCycle: 'h23' as const },
};

test('a community says which languages it speaks and by which clock; others may not', async () => {
	const founder = await founderOf(here);
	expect((await (await as(null)).communities.face()).localization).toEqual({
		...{ languages: ['en', 'de', 'es', 'fr', 'ja', 'ar'], timeZone: null, hourCycle: 'auto' },
	});
	const ann = await here.member('member', 'Ann');
	for (const who of [ann, null])
		expect(await outcomeOf((await as(who)).communities.updateLocalization(GERMAN))).toMatch(
			/permissions.denied|sign_in_needed/,
		);
	const without = (await as(founder)).communities.updateLocalization({
		...GERMAN,
		languages: ['fr'],
	});
	expect(await outcomeOf(without)).toContain('languages');
	const nowhere = (await as(founder)).communities.updateLocalization({
		...GERMAN,
		timeZone: 'Mars',
	});
	expect(await outcomeOf(nowhere)).toContain('timeZone');
	await (await as(founder)).communities.updateLocalization(GERMAN);
	const { locale: _, ...rest } = GERMAN;
	const community = await installation.services.directory.byId(here.id);
	expect(community?.locale).toBe('de');
	expect((await (await as(null)).communities.face()).localization).toEqual(rest);
	const elsewhere = await createTestCommunity(installation);
	const face = await communityCaller(await elsewhere.as(null)).communities.face();
	expect(face).toMatchObject({ locale: 'en', localization: { timeZone: null } });
});

test('a mail is written as the community does it, where its reader chose nothing that it speaks', async () => {
	const { snapshot } = await here.as(null);
	expect(readerLanguage({ locale: 'de' }, snapshot, 'fr')).toBe('fr');
	expect(readerLanguage({ locale: 'de' }, snapshot, 'ja')).toBe('de');
	expect(readerLanguage({ locale: 'de' }, snapshot, null)).toBe('de');
	const { userId, email } = await here.member('member', 'Mina');
	await mail.jobs['mail-security-notice'].run(installation.services, {
		...{ realm: here.id, userId, what: 'new-device', at: '2026-11-27T06:30:00.000Z' },
		...{ userAgent: '', ip: '', locale: 'ja' },
	});
	const mails = await installation.mailbox.list({ limit: 20 });
	const text = mails.find(({ to }) => JSON.stringify(to).includes(email))?.text ?? '';
	expect(text).toMatch(/27\. November 2026/);
	expect(text).toContain('15:30:00');
});
