import { expect, expectAccessible, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

test('a mail bounces: staff see it and have mail go again; a member whose mail bounces does it alone', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('bounce');
	const email = `${slug}-nell@example.org`;
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Bounce', slug });
	const { page: member, context } = await someoneElse(browser);
	await joinQuickly(member, address, mails, { email, name: 'Nell Nomail' });

	/** A developer presses a button in the mailbox; the webhook tells the product. */
	const bounce = async () => {
		await page.goto(`${places.studio}/dev/mail?to=${encodeURIComponent(email)}`);
		await page.locator('ol a', { hasNotText: 'bounced' }).first().click();
		await page.getByRole('button', { name: 'Bounce', exact: true }).click();
		await expect(page.getByText('bounced', { exact: true })).toBeVisible();
	};

	await bounce();
	await page.goto(`${places.studio}/c/${id}/members`);
	await page.getByRole('link', { name: 'Nell Nomail' }).first().click();
	await expect(page.getByRole('heading', { name: 'Nell Nomail', level: 1 })).toBeVisible();
	const notice = page.getByText('Mail to this address comes back.');
	await expect(async () => {
		await page.reload();
		await expect(notice).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: SOON });
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Send mail again' }).click();
	const dialog = page.getByRole('alertdialog');
	await expect(dialog).toContainText('Send mail to Nell Nomail again?');
	await dialog.getByRole('button', { name: 'Send mail again' }).click();
	await expect(page.getByText('Mail goes to Nell Nomail again')).toBeVisible();
	await expect(notice).toHaveCount(0);

	await bounce();
	await expect(async () => {
		await member.goto(`${address}/settings/profile`);
		await expect(member.getByText('Mail does not reach you')).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: SOON });
	await expectAccessible(member);
	await member.getByRole('button', { name: 'Send me mail again' }).click();
	await expect(member.getByText('We send you mail again.')).toBeVisible();
	await context.close();
});
