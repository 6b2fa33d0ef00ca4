import { platformApi } from '../api.ts';
import { addAuthenticator, appCode, setUpApp } from '../authenticator.ts';
import { expect, expectAccessible, test, unique } from '../journey.ts';
import { deviceOf, PHONE, signOutTheOther, SOON, someoneElse } from '../people.ts';
import { askForStaffCode, foundCommunity } from '../scene.ts';

test('staff choose how members sign in, keep robots out, and protect their own account', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('doors');
	const wish = { name: 'Doors', slug, factor: false };
	const { id, address } = await foundCommunity(page, places, mails, wish);

	// Who comes in stands open to whoever shows a second factor, from the first minute on.
	const access = `${places.studio}/c/${id}/settings/access`;
	await page.goto(`${places.studio}/c/${id}`);
	await expect(page.getByText('Some of your rights wait for a second factor')).toBeVisible();
	await page.goto(access);
	await expect(page.getByText('What you opened asks for a second factor')).toBeVisible();
	await expectAccessible(page);
	const { secret, codes } = await setUpApp(page);
	expect(codes).toHaveLength(10);
	await page.getByRole('link', { name: 'Go on where you were' }).click();
	await expect(page).toHaveURL(access);
	await expect(page.getByRole('heading', { name: 'Access' })).toBeVisible();
	await page.goto(`${places.studio}/c/${id}/settings/sign-in`);
	await expect(page.getByText('wait for a second factor')).toBeHidden();
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
	await expect(page.getByText(/^In force since/)).toBeVisible();
	await expectAccessible(page);
});

test('staff see every device they are signed in on, and sign out the one they lost', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('lost');
	const { id } = await foundCommunity(page, places, mails, { name: 'Lost', slug, factor: false });
	const email = `${slug}@example.org`;
	const { page: lost, context } = await deviceOf(browser, PHONE);
	await lost.goto(`${places.studio}/sign-in`);
	const known = await mails.count(email);
	await askForStaffCode(lost, email);
	const code = await mails.code(email, known);
	await platformApi(lost).identity.signInWithCode({ email, code });
	await lost.goto(`${places.studio}/c/${id}`);
	await expect(lost).toHaveURL(new RegExp(`/c/${id}`));

	await page.goto(`${places.studio}/account/security`);
	await signOutTheOther(page);
	await lost.goto(`${places.studio}/c/${id}`);
	await expect(lost).toHaveURL(/\/sign-in\?next=/);
	await page.goto(`${places.studio}/c/${id}`);
	await expect(page).toHaveURL(new RegExp(`/c/${id}`));
	await context.close();
});

test('what a password was refused with stands on the page it was typed on', async ({
	page,
	places,
}) => {
	await page.goto(`${places.studio}/sign-in?by=password`);
	await page.getByLabel('E-mail').fill(`${unique('guess')}@example.org`);
	await page.getByLabel('Password', { exact: true }).fill('a guess, no more');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('password');
});
