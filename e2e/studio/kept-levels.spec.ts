import { randomUUID } from 'node:crypto';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

test('an owner sees for how many stricter levels change something, applies them, and who falls keeps their level for a while', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('steps');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Steps', slug });
	const { page: member, context } = await someoneElse(browser);
	const email = `${slug}-lena@example.org`;
	await joinQuickly(member, address, mails, { email, name: 'Lena Loud' });
	await page.goto(address);
	const { gamification, members } = communityApi(page);
	await gamification.start({ rules: [], countsPast: false });
	const all = await members.list({ status: 'active' });
	const memberId = all.items.find(({ name }) => name === 'Lena Loud')?.id ?? '';
	await gamification.give({ id: randomUUID(), memberId, points: 120, reason: 'Thanks' });

	await page.goto(`${places.studio}/c/${id}/engagement/levels`);
	const presets = page.getByRole('group', { name: 'How hard it is' });
	await expect(presets.getByText('In force')).toHaveCount(1);
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	await presets.getByRole('button', { name: 'Look and apply: Strict' }).click();
	const dialog = page.getByRole('alertdialog');
	await expect(dialog).toContainText(
		'Members who fall: 1. They keep level, role and access for 7 days.',
	);
	await expect(dialog).toContainText('Members who rise: 0');
	await expectAccessible(page);
	await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
	await expect(page.getByText('Levels saved')).toBeVisible();
	await expect(presets.getByRole('button', { name: 'Look and apply: Strict' })).toHaveCount(0);
	await expect(page.getByLabel('Days it is kept')).toHaveValue('7');
	await page.getByLabel('Days it is kept').fill('91');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('A whole number from 0 to 90')).toBeVisible();
	await page.getByLabel('Days it is kept').fill('30');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(presets.getByText('Your own')).toBeVisible();

	await expect(async () => {
		await member.goto(`${address}/points`);
		await expect(member.getByText(/You fell below this level and keep it until/)).toBeVisible({
			timeout: 1000,
		});
	}).toPass({ timeout: SOON });
	await expect(member.getByText('Level 3', { exact: true })).toBeVisible();
	await expect(member.getByText(/120 of 250 points keep it for good/)).toBeVisible();
	await expectAccessible(member);
	await page.goto(`${places.studio}/c/${id}/members/${memberId}`);
	await expect(page.getByText(/Fell below it and keeps it until/)).toBeVisible();
	await expectAccessible(page);
	await context.close();
});
