import { randomUUID } from 'node:crypto';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';
import { connectStripe, payOnStripe } from '../shop.ts';

test('an owner sells a tier in three parts; a member pays them one by one, sees what is left, and keeps it @phone', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(150_000);
	const slug = unique('parts');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Parts', slug });
	await connectStripe(page, address);
	const { tiers, payments } = communityApi(page);
	const tierId = randomUUID();
	await tiers.create({
		...{ id: tierId, name: 'Course', slug: 'course', description: 'Twelve evenings.' },
		...{ visibility: 'public', trialDays: 0, benefits: [], entitlements: [] },
	});
	await page.goto(`${places.studio}/c/${id}/revenue/tiers/${tierId}`);
	await page.getByRole('button', { name: 'Add a price' }).click();
	const panel = page.getByRole('dialog');
	await panel.getByRole('radio', { name: /^Instalments/ }).check();
	await panel.getByLabel('Currency', { exact: true }).selectOption('eur');
	await panel.getByLabel('Amount of each payment').fill('40');
	await expect(panel.getByText('€120 in all')).toBeVisible();
	await expectAccessible(page);
	await panel.getByRole('button', { name: 'Add price' }).click();
	await expect(page.getByText('3 monthly payments of €40').first()).toBeVisible({ timeout: SOON });
	await page.getByRole('button', { name: 'Publish' }).click();
	await expect(page.getByText('Published').first()).toBeVisible({ timeout: SOON });

	const { page: member, context } = await someoneElse(browser);
	await joinQuickly(member, address, mails, {
		email: `${slug}-petra@example.org`,
		name: 'Petra Parts',
	});
	await member.goto(`${address}/membership`);
	await expect(member.getByText('3 × €40')).toBeVisible();
	await expect(member.getByText(/^€120 in all/)).toBeVisible();
	await expectAccessible(member);
	await expectNoSidewaysScroll(member);
	await member.getByRole('button', { name: 'Become Course' }).click();
	await member.waitForURL(/\/dev\/stripe\//, { timeout: SOON });
	await expect(
		member.getByText('3 monthly payments of €40.00. Nothing is charged after the last one.'),
	).toBeVisible();
	await payOnStripe(member);
	await expect(member.getByRole('heading', { name: 'Welcome, Course' })).toBeVisible({
		timeout: SOON,
	});
	const own = `${address}/settings/membership`;
	await member.goto(own);
	await expect(member.getByText(/1 of 3 paid\. The next payment is on /)).toBeVisible();
	await expect(member.getByRole('button', { name: 'Pause', exact: true })).toHaveCount(0);
	await expectAccessible(member);
	await expectNoSidewaysScroll(member);
	await member.getByRole('link', { name: 'End membership' }).click();
	await expect(member.getByText('You have paid 1 of 3.')).toBeVisible();
	await expectAccessible(member);
	await member.getByRole('button', { name: 'End membership' }).click();
	await expect(member.getByText(/^Ends on /)).toBeVisible({ timeout: SOON });
	await expect(member.getByText('1 of 3 paid')).toBeVisible();
	await member.getByRole('button', { name: 'Keep membership' }).click();
	await expect(member.getByText(/1 of 3 paid\. The next/)).toBeVisible({ timeout: SOON });

	await page.goto(address);
	const { url: dashboard } = await payments.openDashboard();
	for (const told of [/2 of 3 paid\. The next/, /All payments are made\./]) {
		await page.goto(dashboard);
		await page.getByRole('button', { name: 'Let its period end' }).click();
		await expect(async () => {
			await member.goto(own);
			await expect(member.getByText(told)).toBeVisible({ timeout: 2_000 });
		}).toPass({ timeout: 30_000 });
	}
	await expect(member.getByRole('link', { name: 'End membership' })).toHaveCount(0);
	await expectAccessible(member);

	await page.goto(`${places.studio}/c/${id}/revenue/memberships`);
	await expect(page.getByText('3 of 3 paid').filter({ visible: true })).toBeVisible();
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	await page.goto(`${places.studio}/c/${id}/revenue/ledger`);
	for (const part of ['1 of 3', '2 of 3', '3 of 3'])
		await expect(page.getByText(part).filter({ visible: true })).toBeVisible();
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	await context.close();
});
