import { randomUUID } from 'node:crypto';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

const joins = (points: number, badgeId: string | null = null) => ({
	...({ on: 'join', to: 'doer', when: null, points, badgeId } as const),
	...{ brings: null, restMinutes: null },
	most: { hour: null, day: null, ever: null, pairDay: null },
});

for (const phone of ['', '@phone '])
	test(`${phone}an owner tries all rules and drafts together before any of them is published`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		test.setTimeout(120_000);
		const slug = unique('ruleset');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Rule set', slug });
		await page.goto(address);
		const { gamification } = communityApi(page);
		const welcome = { id: randomUUID(), name: 'Welcome', definition: joins(5) };
		await gamification.start({ rules: [welcome], countsPast: true });
		const { page: member, context } = await someoneElse(browser);
		const email = `${slug}-lena@example.org`;
		await joinQuickly(member, address, mails, { email, name: 'Lena Loud' });
		await context.close();
		const points = `${places.studio}/c/${id}/engagement/rules`;
		await page.goto(points);
		await page.getByRole('link', { name: 'Try the whole set' }).click();
		await expect(
			page.getByText('There are no drafts: this is what the rules in force give.'),
		).toBeVisible({ timeout: SOON });
		await expect(page.getByText('Nothing stands out.')).toBeVisible();
		await expect(page.getByText('No rule gives a badge.')).toBeVisible();
		await expectAccessible(page);

		await page.goto(address);
		const badgeId = randomUUID();
		await gamification.saveBadge({
			...{ id: badgeId, version: null, name: 'Early bird', description: '', icon: '🐦' },
			...({ tone: 'gold', mostGiven: null, lastsDays: null } as const),
		});
		for (const draft of [
			{ name: 'Warmer welcome', definition: joins(40, badgeId) },
			{ name: 'Second thoughts', definition: joins(-3) },
		])
			await gamification.saveRule({ id: randomUUID(), version: null, ...draft });
		await page.goto(`${points}/try`);
		const levels = page.getByRole('table', { name: 'Members at each level' });
		await expect(levels.getByText('With drafts')).toBeVisible({ timeout: SOON });
		const people = page.getByRole('region', { name: 'Who would get most' });
		await expect(people.getByRole('listitem').filter({ hasText: 'Lena Loud' })).toContainText(
			/42.*most by “Warmer welcome”: 40/,
		);
		await expect(page.getByRole('region', { name: 'Badges' })).toContainText('Early bird');
		const findings = page.getByRole('region', { name: 'Findings' });
		await expect(findings.getByText('One takes what the other gives')).toHaveCount(2);
		await expect(findings.getByText('Both reward the same')).toHaveCount(1);
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
		await page.getByRole('button', { name: 'Try again' }).click();
		await expect(levels.getByText('With drafts')).toBeVisible();
		await findings.getByRole('link', { name: 'Second thoughts' }).first().click();
		await expect(page.getByRole('heading', { name: 'Second thoughts' })).toBeVisible();
		// Nothing was given by it.
		await page.goto(address);
		const rules = await gamification.rules();
		expect(rules.filter(({ draft }) => draft !== null)).toHaveLength(2);
	});
