import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

for (const phone of ['', '@phone '])
	test(`${phone}a shift is added, says who is on call, and is taken off again`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('watch');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Watch', slug });
		const name = 'Maximiliane von Hohenlohe-Waldenburg-Schillingsfürst';
		const { page: keeper, context } = await someoneElse(browser);
		await joinQuickly(keeper, address, mails, { email: `${slug}-max@example.org`, name });
		const api = communityApi(page);
		const { id: memberId } = await communityApi(keeper).members.me();
		await api.members.setRole({ memberId, roleKey: 'moderator' });

		const rota = `${places.studio}/c/${id}/moderation/rota`;
		await page.goto(rota);
		await expect(page.getByText('Nobody is on call. Everybody who decides is told.')).toBeVisible();
		await page.getByRole('button', { name: 'Add a shift' }).click();
		const shift = page.getByRole('group', { name: 'Shift 1' });
		await shift.getByLabel('Who').selectOption({ label: name });
		for (const day of ['Saturday', 'Sunday']) await shift.getByLabel(day).check();
		await shift.getByLabel('From').fill('08:00');
		await shift.getByLabel('To').fill('08:00');
		await expect(shift.getByText('Ends on the day after.')).toBeVisible();
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Everything is saved')).toBeVisible();
		await expect(page.getByText(`${name}, until 8:00 AM`)).toBeVisible();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);

		await page.reload();
		await expect(shift.getByLabel('From')).toHaveValue('08:00');
		await shift.getByLabel('Monday').uncheck();
		await page.getByRole('button', { name: 'Add a shift' }).click();
		for (const day of ['Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
			await page.getByRole('group', { name: 'Shift 2' }).getByLabel(day).uncheck();
		await page.getByRole('group', { name: 'Shift 2' }).getByLabel('Monday').uncheck();
		await expect(page.getByText('Choose at least one day.')).toBeVisible();
		await page.getByRole('button', { name: 'Remove shift 2' }).click();
		await page.getByRole('button', { name: 'Remove shift 1' }).click();
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Nobody is on call. Everybody who decides is told.')).toBeVisible();
		await context.close();
	});
