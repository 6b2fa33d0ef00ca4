import { randomUUID } from 'node:crypto';
import { startTestProvider } from '@kith/testing/test-oidc';
import { expect } from '../journey.ts';
import { SOON } from '../people.ts';
import type { Stage } from './content.ts';
import { readerOf } from './reader.ts';
import { partsOf, withEach } from './sheet.ts';

/** As many connections as a community has, and rules as one of them has. */
const CONNECTIONS = 10;
const RULES = 30;
const NEVER = { id: '', email: '', name: '' };

/** What other sign-ins are called, and by which words of theirs somebody gets what. */
export async function connections(stage: Stage): Promise<void> {
	const { api, reader, sheet, site, stranger, studio } = stage;
	const roleId = randomUUID();
	await api.roles.create({ id: roleId, name: 'Known elsewhere' });
	const names = partsOf(sheet.put('the name of a sign-in', 60), CONNECTIONS);
	const claims = partsOf(sheet.put('what a provider says of somebody', 200), RULES);
	const values = partsOf(sheet.put('how it says so', 200), RULES);
	const ids = sheet.put('the id of the community at a provider', 300);
	const made = Array.from({ length: CONNECTIONS }, () => ({ id: randomUUID(), version: 0 }));
	for (const [round, part] of names.entries()) {
		await withEach(part, async (name, at) => {
			const door = made[at];
			if (!door) return;
			const place = round * CONNECTIONS + at;
			const fields = {
				...{ name, claims: NEVER, domains: [], isTrusted: false, logsOut: false },
				...{ admission: 'known' as const, secret: door.version === 0 ? 'a secret' : null },
				source: { kind: 'github' as const, clientId: ids[place] ?? 'kith' },
				rules: (claims[place] ?? []).map((claim, rule) => {
					const value = values[place]?.[rule] ?? 'staff';
					return { claim, value, roleId, spaceId: null };
				}),
			};
			const { version } = door;
			({ version: door.version } =
				version === 0
					? await api.sso.create({ ...fields, id: door.id })
					: await api.sso.update({ ...fields, connectionId: door.id, version }));
			if (version === 0)
				({ version: door.version } = await api.sso.switch({
					...{ connectionId: door.id, isEnabled: true, isOnly: false },
				}));
			if (claims[place] || values[place] || ids[place])
				await reader[place === 0 ? 'open' : 'read'](`${studio}/settings/sign-in/sso/${door.id}`);
		});
		await stranger.reader.read(`${site}/sign-in`);
		await reader.read(`${studio}/settings/sign-in/sso`);
	}
	await stranger.reader.open(`${site}/sign-in`);
}

/** What is asked of who wants to join, and what they say. */
export async function questions(stage: Stage): Promise<void> {
	const { api, reader, sheet, site, stranger, studio } = stage;
	await api.communities.updateAccess({ visibility: 'public', join: 'approval' });
	await stranger.signIn('Wanda Waiting');
	const asked = partsOf(sheet.put('what is asked of who wants to join', 200), 5);
	const answers = partsOf(sheet.put('what they answer', 1000), 5);
	for (const [round, titles] of asked.entries()) {
		const put = titles.map((title) => ({ id: randomUUID(), title, isRequired: false }));
		await api.members.saveJoining({ domains: [], questions: put });
		await stranger.reader.read(`${site}/join`);
		if (round === 0) await stranger.reader.open(`${site}/join`);
		await stranger.api.members.answerJoining({
			answers: put.map(({ id: questionId }, at) => ({
				...{ questionId, answer: answers[round]?.[at] ?? 'Yes' },
			})),
		});
		for (const page of ['members?tab=pending', 'settings/access'])
			await reader[round === 0 ? 'open' : 'read'](`${studio}/${page}`);
	}
}

/** Why somebody is not let in, as they read it. */
export async function refusals(stage: Stage): Promise<void> {
	const { api, sheet, site } = stage;
	await api.communities.updateAccess({ visibility: 'public', join: 'approval' });
	for (const [at, reason] of sheet.put('why somebody is not let in', 500).entries()) {
		const asking = await stage.newcomer('Wim Waiting');
		const { items } = await api.members.list({ status: 'pending' });
		await api.members.decline({ memberId: items[0]?.id ?? '', reason });
		const own = await readerOf(asking.page, sheet);
		await own[at === 0 ? 'open' : 'read'](`${site}/join`);
		await asking.close();
	}
}

/** What a provider says of who comes by it, as an admin reads it who tries that. */
export async function told({ api, page, reader, sheet, site, studio }: Stage): Promise<void> {
	const provider = await startTestProvider();
	const id = randomUUID();
	const source = { kind: 'openid' as const, issuer: provider.issuer, clientId: 'kith' };
	await api.sso.create({
		...{ id, name: 'Acme', claims: NEVER, domains: [], isTrusted: false, logsOut: false },
		...{ admission: 'known', secret: 'a secret', rules: [] },
		source: { ...source, scopes: [] },
	});
	const values = sheet.put('the value of a claim', 1000);
	const names = sheet.put('the name of a claim', 200);
	for (const [round, claims] of partsOf(names, 40).entries()) {
		const more = claims.map((claim, at) => [claim, values[round * 40 + at] ?? 'Yes']);
		provider.says = {
			sub: 'wanda',
			name: '<img src=x onerror=alert(1)>',
			...Object.fromEntries(more),
		};
		const theirs = `${studio}/settings/sign-in/sso/${id}`;
		await page.goto(theirs);
		await page.getByRole('button', { name: 'Start the test' }).click();
		await expect(page.locator('#test dl').first()).toBeVisible({ timeout: SOON });
		await reader.open(page.url());
	}
	await page.goto(site);
	await provider.stop();
}
