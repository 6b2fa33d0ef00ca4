import { communityApi, platformApi } from '../api.ts';
import { expect, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { askForStaffCode, foundCommunity, joinQuickly, publishPost } from '../scene.ts';

test('two communities with the same name, spaces and member know nothing of each other', async ({
	browser,
	places,
	mails,
}) => {
	const word = unique('twin');
	const [north, south] = await Promise.all(
		['north', 'south'].map(async (side) => {
			const { page, context } = await someoneElse(browser);
			const slug = `${word}-${side}`;
			const founded = await foundCommunity(page, places, mails, { name: 'Twin', slug });
			const { path } = await publishPost(page, `Only the ${side} knows`);
			await context.close();
			return { ...founded, path };
		}),
	);
	if (!north || !south) throw new Error('two communities were founded');
	const context = await browser.newContext();
	const page = await context.newPage();
	const email = `${word}@example.org`;
	await joinQuickly(page, north.address, mails, { email, name: 'Nora North' });

	await page.goto(south.address);
	await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
	await expect(page.getByText('Only the south knows')).toBeVisible();
	await expect(page.getByText('Only the north knows')).toHaveCount(0);
	await joinQuickly(page, south.address, mails, { email, name: 'Sonja South' });

	for (const [here, there, name, other] of [
		[north, south, 'Nora North', 'Sonja South'],
		[south, north, 'Sonja South', 'Nora North'],
	] as const) {
		await page.goto(`${here.address}/members`);
		await expect(page.getByRole('main').getByText(name)).toBeVisible();
		await expect(page.getByText(other)).toHaveCount(0);
		await page.goto(`${here.address}/members?search=${encodeURIComponent(other)}`);
		await expect(page.getByText('Nobody found')).toBeVisible();
		await page.goto(`${here.address}/m/${(await communityApi(page).members.me()).handle}`);
		await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
		expect((await page.goto(here.address + there.path))?.status()).toBe(404);
		await page.goto(`${here.address}/s/say-hello`);
		await expect(page.getByText(/Only the (north|south) knows/)).toHaveCount(1);
	}
	await page.goto(`${places.studio}/sign-in`);
	const studio = platformApi(page).identity;
	const known = await mails.count(email);
	await askForStaffCode(page, email);
	await studio.signInWithCode({ email, code: await mails.code(email, known), name: 'Nora' });
	const origins = [north.address, south.address, places.studio];
	const cookies = (await context.cookies()).filter(({ httpOnly }) => httpOnly);
	const hosts = origins.map((origin) => new URL(origin).hostname);
	expect([...new Set(cookies.map(({ domain }) => domain))].toSorted()).toEqual(hosts.toSorted());
	for (const [index, origin] of origins.entries()) {
		const [request] = await Promise.all([
			page.waitForRequest((one) => one.isNavigationRequest()),
			page.goto(origin),
		]);
		const sent = (await request.allHeaders())['cookie'] ?? '';
		for (const { domain, name, value } of cookies)
			expect(sent.includes(`${name}=${value}`), `${name} of ${domain} at ${origin}`).toBe(
				domain === hosts[index],
			);
	}
	await context.close();
});
