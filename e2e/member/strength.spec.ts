import type { Page } from '@playwright/test';
import { communityApi } from '../api.ts';
import { addAuthenticator, appCode, setUpApp } from '../authenticator.ts';
import { expect, expectAccessible, test, unique, type Mails } from '../journey.ts';
import { deviceOf, PHONE, signOutTheOther, someoneElse, SOON } from '../people.ts';
import { foundCommunity, joinQuickly, publishPost } from '../scene.ts';

test('a member signs in by app, by recovery code and by passkey, and takes them away again', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('strong');
	const { address } = await foundCommunity(page, places, mails, { name: 'Strong', slug });
	await page.context().clearCookies();
	const email = `${slug}-mia@example.org`;
	await joinQuickly(page, address, mails, { email, name: 'Mia Member' });
	const isIn = () =>
		expect(page.getByRole('heading', { name: 'Latest' })).toBeVisible({ timeout: SOON });

	await page.goto(`${address}/settings/security`);
	await expectAccessible(page);
	const { secret, codes } = await setUpApp(page);
	expect(codes).toHaveLength(10);
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Back to security' }).click();
	await expect(page.getByText('10 of 10 are left.')).toBeVisible();

	await toSecondStep(page, address, mails, email);
	await expectAccessible(page);
	await page.getByLabel('Code of your app').fill(appCode(secret, 1));
	await isIn();

	await toSecondStep(page, address, mails, email);
	await page.getByRole('link', { name: 'Use a recovery code' }).click();
	await page.getByLabel('Recovery code').fill(codes[0] ?? '');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await isIn();
	await expect.poll(() => mails.count(email)).toBeGreaterThan(3);

	await addAuthenticator(page);
	await page.goto(`${address}/settings/security`);
	await expect(page.getByText('9 of 10 are left.')).toBeVisible();
	await page.getByLabel('Name of the passkey').fill('My phone');
	await page.getByRole('button', { name: 'Add a passkey' }).click();
	await expect(page.getByText('Your passkey was added')).toBeVisible({ timeout: SOON });
	await expect(page.getByText('never used')).toBeVisible();
	await communityApi(page).identity.signOut();
	await page.goto(`${address}/sign-in`);
	// The device may have answered already: its owner is always there.
	const button = page.getByRole('button', { name: 'Sign in with a passkey' });
	await button.click({ timeout: 3000 }).catch(() => {});
	await isIn();

	await page.goto(`${address}/settings/security`);
	// It was the passkey that let them in.
	await expect(page.getByRole('button', { name: 'Remove the passkey My phone' })).toBeVisible();
	await expect(page.getByText('never used')).toHaveCount(0);
	await page.getByRole('button', { name: 'Remove the passkey My phone' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
	await expect(page.getByText('The passkey was removed')).toBeVisible();
	await page.getByRole('button', { name: 'Turn off', exact: true }).click();
	const dialog = page.getByRole('alertdialog');
	await expect(dialog.getByText('your recovery codes are deleted with it')).toBeVisible();
	await dialog.getByRole('button', { name: 'Turn off' }).click();
	await expect(page.getByText('Not set up')).toBeVisible();
});

test('a community asks everybody for a second step: one reads, sets it up, and writes', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('strict');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Strict', slug });
	const { page: member, context } = await someoneElse(browser);
	const email = `${slug}-mia@example.org`;
	await joinQuickly(member, address, mails, { email, name: 'Mia Member' });

	await page.goto(`${places.studio}/c/${id}/settings/roles`);
	await page
		.getByRole('columnheader', { name: /^Member/ })
		.getByRole('button')
		.click();
	await page.getByRole('menuitem', { name: 'Name, colour, second factor' }).click();
	await page.getByLabel('Ask for a second factor').check();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Permissions saved')).toBeVisible();

	await member.goto(address);
	await expect(member.getByText('You are only reading')).toBeVisible();
	await expect(member.getByText('What is on your mind?')).toBeHidden();
	await expectAccessible(member);
	await member.getByRole('link', { name: 'Set it up' }).click();
	await expect(
		member.getByRole('heading', { name: 'Your role asks for a second factor' }),
	).toBeVisible();
	await setUpApp(member);
	await member.goto(address);
	await expect(member.getByText('You are only reading')).toBeHidden();
	await publishPost(member, 'With two steps');
	await context.close();
});

test('a member sees every device they are signed in on, and signs out the one they lost', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('phones');
	const { address } = await foundCommunity(page, places, mails, { name: 'Phones', slug });
	await page.context().clearCookies();
	const wish = { email: `${slug}-mia@example.org`, name: 'Mia Member' };
	await joinQuickly(page, address, mails, wish);
	const { page: lost, context } = await deviceOf(browser, PHONE);
	await joinQuickly(lost, address, mails, wish);
	await expect(lost.getByRole('button', { name: 'Your menu, Mia Member' })).toBeVisible();

	await page.goto(`${address}/settings/security`);
	await signOutTheOther(page);
	await lost.goto(address);
	await expect(lost.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
	await expect(lost.getByRole('button', { name: 'Your menu, Mia Member' })).toHaveCount(0);
	await page.goto(address);
	await expect(page.getByRole('button', { name: 'Your menu, Mia Member' })).toBeVisible();
	await context.close();
});

/** Out, and in again by a mailed code, up to where more is asked for. */
async function toSecondStep(page: Page, address: string, mails: Mails, email: string) {
	await communityApi(page).identity.signOut();
	await page.goto(`${address}/sign-in`);
	const known = await mails.count(email);
	await page.getByLabel('Email').fill(email);
	await page.getByRole('button', { name: 'Send me a code' }).click();
	const field = page.getByLabel('Six-digit code');
	await field.waitFor();
	await field.fill(await mails.code(email, known));
	await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible({ timeout: SOON });
}
