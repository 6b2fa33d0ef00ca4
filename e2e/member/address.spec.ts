import { communityApi } from '../api.ts';
import { expect, expectAccessible, test, unique } from '../journey.ts';
import { SOON } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

test('a member changes their address: a taken one says nothing, a free one signs them in from then on', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('moving');
	const { address } = await foundCommunity(page, places, mails, { name: 'Moving', slug });
	await page.context().clearCookies();
	const [before, after] = [`${slug}-mia@example.org`, `${slug}-new@example.org`];
	await joinQuickly(page, address, mails, { email: before, name: 'Mia Member' });

	await page.goto(`${address}/settings/security`);
	await expect(page.getByText(before)).toBeVisible();
	await page.getByRole('link', { name: 'Change', exact: true }).click();
	const field = page.getByLabel('New email address');
	await field.fill(before);
	await page.getByRole('button', { name: 'Send a code' }).click();
	await expect(page.getByText('This is your address already.')).toBeVisible();
	await expect(field).toHaveValue(before);
	await expectAccessible(page);

	const taken = `${slug}@example.org`;
	const known = await mails.count(taken);
	await field.fill(taken);
	await page.getByRole('button', { name: 'Send a code' }).click();
	await expect(page.getByText(`If ${taken} can be used`)).toBeVisible({ timeout: SOON });
	await expect.poll(() => mails.count(taken), { timeout: SOON }).toBe(known + 1);
	await page.getByLabel('Six-digit code').fill('000000');
	await expect(page.getByText('This code is wrong or has run out.')).toBeVisible({ timeout: SOON });
	await expectAccessible(page);

	await page.getByRole('link', { name: 'Use another address' }).click();
	await field.fill(after);
	await page.getByRole('button', { name: 'Send a code' }).click();
	const code = await mails.code(after);
	const told = await mails.count(before);
	await page.getByLabel('Six-digit code').fill(code);
	await expect(page.getByText(`Your address is ${after} now`)).toBeVisible({ timeout: SOON });
	await expectAccessible(page);
	await expect.poll(() => mails.count(before), { timeout: SOON }).toBe(told + 1);

	const { identity } = communityApi(page);
	await identity.signOut();
	const mailed = await mails.count(after);
	await identity.requestCode({ email: after });
	await identity.signInWithCode({ email: after, code: await mails.code(after, mailed) });
	expect(await identity.viewer()).toMatchObject({ name: 'Mia Member', email: after });
});

test('without JavaScript the same forms do it, and keep what was typed', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('plainly');
	const { address } = await foundCommunity(page, places, mails, { name: 'Plainly', slug });
	await page.context().clearCookies();
	const [before, after] = [`${slug}-mia@example.org`, `${slug}-new@example.org`];
	await joinQuickly(page, address, mails, { email: before, name: 'Mia Member' });
	const storageState = await page.context().storageState();
	const context = await browser.newContext({ javaScriptEnabled: false, storageState });
	const plain = await context.newPage();

	await plain.goto(`${address}/settings/security/address`);
	await plain.getByLabel('New email address').fill(before);
	await plain.getByRole('button', { name: 'Send a code' }).click();
	await expect(plain.getByText('This is your address already.')).toBeVisible();
	await expect(plain.getByLabel('New email address')).toHaveValue(before);
	await plain.getByLabel('New email address').fill(after);
	await plain.getByRole('button', { name: 'Send a code' }).click();
	await plain.getByLabel('Six-digit code').fill('000000');
	await plain.getByRole('button', { name: 'Change the address' }).click();
	await expect(plain.getByText('This code is wrong or has run out.')).toBeVisible();
	await plain.getByLabel('Six-digit code').fill(await mails.code(after));
	await plain.getByRole('button', { name: 'Change the address' }).click();
	await expect(plain.getByText(`Your address is ${after} now`)).toBeVisible({ timeout: SOON });
	await context.close();
});
