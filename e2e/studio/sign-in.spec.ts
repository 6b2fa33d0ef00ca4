import { platformApi } from '../api.ts';
import { addAuthenticator, appCode, setUpApp } from '../authenticator.ts';
import { expect, expectAccessible, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity } from '../scene.ts';

test('staff choose how members sign in, keep robots out, and protect their own account', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('doors');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Doors', slug });
	await page.goto(`${places.studio}/c/${id}/settings/sign-in`);
	await expectAccessible(page);
	await page.getByRole('switch', { name: 'Password' }).uncheck();
	await expect(page.getByText('Members who used this way')).toBeVisible();
	await page.getByRole('radio', { name: /^Always/ }).check();
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Members who used this way')).toBeHidden();

	const stranger = await someoneElse(browser);
	await stranger.page.goto(`${address}/sign-in`);
	await expect(stranger.page.getByText('a small task first')).toBeVisible();
	await expect(stranger.page.getByRole('link', { name: /password instead/ })).toHaveCount(0);
	const email = `${slug}-nora@example.org`;
	await stranger.page.getByLabel('Email').fill(email);
	await stranger.page.getByRole('button', { name: 'Send me a code' }).click();
	await expect(stranger.page.getByLabel('Six-digit code')).toBeVisible({ timeout: SOON });
	expect(await mails.code(email)).toMatch(/^\d{6}$/);
	await stranger.context.close();

	await page.goto(`${places.studio}/account/security`);
	await expectAccessible(page);
	const { secret, codes } = await setUpApp(page);
	expect(codes).toHaveLength(10);
	await platformApi(page).identity.signOut();
	await page.goto(`${places.studio}/sign-in`);
	const staff = `${slug}@example.org`;
	const known = await mails.count(staff);
	await page.getByLabel('E-mail').fill(staff);
	await page.getByRole('button', { name: 'Send me a code' }).click();
	const field = page.getByLabel('Six-digit code');
	await field.waitFor();
	await field.fill(await mails.code(staff, known));
	await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible({ timeout: SOON });
	await expectAccessible(page);
	await page.getByLabel('Code of your app').fill(appCode(secret, 1));
	await page.waitForURL(/\/home/, { timeout: SOON });

	await addAuthenticator(page);
	await page.goto(`${places.studio}/account/security`);
	await page.getByLabel('Name of the passkey').fill('My laptop');
	await page.getByRole('button', { name: 'Add a passkey' }).click();
	await expect(page.getByText('Your passkey was added')).toBeVisible({ timeout: SOON });
	await platformApi(page).identity.signOut();
	await page.goto(`${places.studio}/sign-in`);
	// The device may have answered already: its owner is always there.
	const button = page.getByRole('button', { name: 'Sign in with a passkey' });
	await button.click({ timeout: 3000 }).catch(() => {});
	await page.waitForURL(/\/home/, { timeout: SOON });
	await page.goto(`${places.studio}/c/${id}/settings/sign-in`);
	await expect(page.getByRole('switch', { name: 'Password' })).not.toBeChecked();
});
