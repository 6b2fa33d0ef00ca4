import { platformApi } from '../api.ts';
import { expect, expectAccessible, test, unique } from '../journey.ts';
import { SOON } from '../people.ts';
import { foundCommunity } from '../scene.ts';

test('staff change the address of their login, and keep their communities', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('desk-move');
	const before = `${slug}@example.org`;
	const { id } = await foundCommunity(page, places, mails, { name: 'Desk move', slug });
	await page.goto(`${places.studio}/account/security`);
	await expect(page.getByText(before)).toBeVisible();
	await page.getByRole('link', { name: 'Change', exact: true }).click();
	const field = page.getByLabel('New e-mail address');
	await field.fill(before);
	await page.getByRole('button', { name: 'Send a code' }).click();
	await expect(page.getByText('This is your address already.')).toBeVisible();
	await expect(field).toHaveValue(before);
	await expectAccessible(page);

	const after = `${slug}-new@example.org`;
	const told = await mails.count(before);
	await field.fill(after);
	await page.getByRole('button', { name: 'Send a code' }).click();
	await expect(page.getByText('If this address can be used')).toBeVisible({ timeout: SOON });
	await page.getByLabel('Six-digit code').fill('000000');
	await expect(page.getByText('wrong')).toBeVisible({ timeout: SOON });
	await expectAccessible(page);
	await page.getByLabel('Six-digit code').fill(await mails.code(after));
	await expect(page.getByText(`Your address is ${after} now`)).toBeVisible({ timeout: SOON });
	await expectAccessible(page);
	await expect.poll(() => mails.count(before), { timeout: SOON }).toBe(told + 1);

	await page.goto(`${places.studio}/c/${id}`);
	await expect(page.getByText('Desk move').first()).toBeVisible();
	expect(await platformApi(page).identity.me()).toMatchObject({ email: after });
});
