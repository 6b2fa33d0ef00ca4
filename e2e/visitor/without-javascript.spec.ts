import type { Browser, Page } from '@playwright/test';
import { expect, test, unique } from '../journey.ts';
import { SOON } from '../people.ts';
import { foundCommunity, publishComment, publishPost } from '../scene.ts';

test.use({ javaScriptEnabled: false });

test('reading, joining, commenting, reacting and signing in work without JavaScript', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('paper');
	const email = `${slug}-reader@example.org`;
	const { page: owner, context } = await withScripts(browser);
	const { address } = await foundCommunity(owner, places, mails, { name: 'Paper', slug });
	const { id, path } = await publishPost(owner, 'Ink on paper', 'It needs no batteries.');
	const commentId = await publishComment(owner, id, 'And no network.');
	await context.close();

	await page.goto(address);
	await page.getByRole('link', { name: 'Ink on paper' }).click();
	await expect(page.getByText('It needs no batteries.')).toBeVisible();
	await breadcrumb(page).click();
	await expect(page).toHaveURL(/\/s\//);
	await page.goto(`${address}${path}?comment=${commentId}#c-${commentId}`);
	await expect(page.locator(`#c-${commentId}`)).toContainText('And no network.');

	await page.getByRole('main').getByRole('link', { name: 'Join' }).click();
	await joinByForm(page, email, () => mails.code(email));
	await page.goto(address + path);
	await commentAndReact(page);

	await page.context().clearCookies();
	const known = await mails.count(email);
	await page.goto(`${address}/sign-in`);
	await page.getByLabel('Email').fill(email);
	await page.getByRole('button', { name: 'Send me a code' }).click();
	await page.getByLabel('Six-digit code').fill(await mails.code(email, known));
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(page.getByRole('button', { name: 'Your menu, Rita Reader' })).toBeVisible();
});

const breadcrumb = (page: Page) =>
	page.getByRole('navigation', { name: 'Where you are' }).getByRole('link').nth(1);

const withScripts = async (browser: Browser) => {
	const context = await browser.newContext({ javaScriptEnabled: true });
	return { context, page: await context.newPage() };
};

async function joinByForm(page: Page, email: string, code: () => Promise<string>): Promise<void> {
	await page.getByLabel('Your name').fill('Rita Reader');
	await page.getByLabel('Email').fill(email);
	await page.getByRole('button', { name: 'Send me a code' }).click();
	await page.getByLabel('Six-digit code').fill(await code());
	await page.getByRole('button', { name: 'Join' }).click();
	await page.waitForURL(/\/welcome/, { timeout: SOON });
	for (const button of ['I accept these guidelines', 'Skip', 'Done'])
		await page.getByRole('button', { name: button }).click();
	await page.waitForURL(({ pathname }) => pathname !== '/welcome', { timeout: SOON });
}

async function commentAndReact(page: Page): Promise<void> {
	await page.getByRole('textbox', { name: 'Add a comment' }).fill('Written with a form.');
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
	const mine = page.getByRole('article', { name: 'Comment by Rita Reader' });
	await expect(mine).toContainText('Written with a form.');
	const reactions = page.getByRole('group', { name: 'Reactions' }).first();
	await reactions.locator('summary').click();
	await reactions.getByRole('button', { name: 'React with 👍' }).click();
	await expect(reactions.getByRole('button', { name: '👍 1' })).toHaveAttribute(
		'aria-pressed',
		'true',
	);
}
