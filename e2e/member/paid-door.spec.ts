import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { enterCode, SOON, someoneElse } from '../people.ts';
import { foundCommunity } from '../scene.ts';
import { openShop, payOnStripe } from '../shop.ts';

test('the owner lets people in by membership; a stranger sees what it costs, proves their address, pays and is in @phone', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(180_000);
	const slug = unique('paid-door');
	const { id, address } = await foundCommunity(page, places, mails, {
		...{ name: 'Club', slug, access: { visibility: 'private', join: 'open' } },
	});
	const access = `${places.studio}/c/${id}/settings/access`;

	// Without somebody who is paid, it is refused and says what is missing.
	await page.goto(access);
	await page.getByRole('radio', { name: /^By membership/ }).check();
	await expect(page.getByText('Nobody could be paid: connect Stripe first')).toBeVisible();
	await page.goto(address);
	await openShop(page, address);

	await page.goto(access);
	await page.getByRole('radio', { name: /^By membership/ }).check();
	await expect(page.getByText('1 member has no membership and stays a member.')).toBeVisible();
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	const asking = page.getByRole('alertdialog');
	await expect(asking.getByText('1 member has no membership')).toBeVisible();
	await asking.getByRole('button', { name: 'Let people in by membership' }).click();
	await expect(page.getByText('You have unsaved changes')).toHaveCount(0, { timeout: SOON });

	const { page: nora, context } = await someoneElse(browser);
	const email = `${slug}-nora@example.org`;
	await nora.goto(`${address}/membership`);
	await expect(nora).toHaveURL(/\/join/);
	await expect(nora.getByRole('heading', { name: 'What you can choose' })).toBeVisible();
	await expect(nora.getByText('Patron')).toBeVisible();
	await expectAccessible(nora);
	await expectNoSidewaysScroll(nora);
	const known = await mails.count(email);
	await nora.getByLabel('Your name').fill('Nora New');
	await nora.getByLabel('Email').fill(email);
	await nora.getByRole('button', { name: 'Send me a code' }).click();
	await enterCode(nora, await mails.code(email, known), 'Join', /\/join/);
	await expect(
		nora.getByRole('heading', { name: 'One step left: choose your membership' }),
	).toBeVisible({ timeout: SOON });
	await expectAccessible(nora);
	await expectNoSidewaysScroll(nora);

	// Who leaves Stripe's page goes on from the door.
	await nora.getByRole('button', { name: 'Become Supporter' }).click();
	await nora.waitForURL(/\/dev\/stripe\//, { timeout: SOON });
	await nora.goto(address);
	await expect(nora.getByText('You began to pay for Supporter.')).toBeVisible();
	await nora.getByRole('link', { name: 'Go on paying' }).click();
	await payOnStripe(nora);
	// They are a member by then, and received as every newcomer is.
	await expect(nora.getByRole('button', { name: 'I accept these guidelines' })).toBeVisible({
		timeout: SOON,
	});
	const { guidelines, memberships } = communityApi(nora);
	const rules = await guidelines.current({});
	await guidelines.accept({ version: rules?.version ?? 0 });
	await nora.goto(`${address}/settings/membership`);
	await expect(nora.getByText(/^Renews on /)).toBeVisible({ timeout: SOON });

	// Their membership is over: the door says so, and what they had is behind it.
	const [own] = await memberships.mine();
	await page.goto(`${places.studio}/c/${id}/revenue/memberships/${own?.id}`);
	await page.getByRole('button', { name: 'End it' }).click();
	const ending = page.getByRole('dialog');
	await ending.getByLabel('Reason').fill('As they asked');
	await ending.getByRole('radio', { name: /at once|now/i }).check();
	await ending.getByRole('button', { name: 'End membership' }).click();
	await expect(async () => {
		await nora.goto(address);
		await expect(nora.getByRole('heading', { name: 'Your membership ended' })).toBeVisible({
			timeout: 1_000,
		});
	}).toPass({ timeout: SOON });
	await expectAccessible(nora);
	await expectNoSidewaysScroll(nora);
	await nora.getByRole('button', { name: 'Become Patron' }).click();
	await payOnStripe(nora);
	await expect(nora.getByRole('heading', { name: 'Welcome, Patron' })).toBeVisible({
		timeout: SOON,
	});
	await context.close();
});

test('without scripts a trial lets in, and who holds nothing any more stands before the door of a public community', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('plain-door');
	const { address } = await foundCommunity(page, places, mails, { name: 'Trial', slug });
	await openShop(page, address, { trialDays: 7 });
	const { communities } = communityApi(page);
	await communities.updateAccess({ visibility: 'public', join: 'membership' });
	const { page: olga, context } = await someoneElse(browser);
	await olga.goto(address);
	const { identity } = communityApi(olga);
	const email = `${slug}-olga@example.org`;
	const known = await mails.count(email);
	await identity.requestCode({ email });
	await identity.signInWithCode({ email, code: await mails.code(email, known), name: 'Olga' });
	const plain = await browser.newContext({ javaScriptEnabled: false });
	await plain.addCookies(await context.cookies());
	const buyer = await plain.newPage();
	await buyer.goto(address);
	await expect(buyer.getByText('You are not in yet')).toBeVisible();
	await buyer.goto(`${address}/join`);
	await buyer
		.getByRole('button', { name: /^Try free/ })
		.first()
		.click();
	await payOnStripe(buyer);
	await expect(buyer).not.toHaveURL(/\/dev\/stripe/, { timeout: SOON });
	await expect(async () => {
		await buyer.goto(`${address}/join`);
		await expect(buyer).not.toHaveURL(/\/join/, { timeout: 1_000 });
	}).toPass({ timeout: SOON });
	await plain.close();
	await context.close();
});
