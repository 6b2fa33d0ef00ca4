import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { loadArchive } from '@kith/domains/archives';
import { originOf } from '@kith/domains/communities';
import { Slug } from '@kith/domains/communities/slug';
import { foundOrganization } from '@kith/domains/organizations';
import { newCommunityId } from '@kith/kernel/ids';
import * as z from 'zod';
import type { Installation } from '../services.ts';
import { Refusal, type Command } from './command.ts';
import { withInstallation } from './database.ts';
import { ensureStaff } from './found-community.ts';

/** Makes a new community of an archive. */
export const importCommunity: Command = {
	usage: 'communities import <file.tar.gz> --slug S --owner <email> [--name N] [--yes]',
	summary: 'Makes a new community of an archive; without --yes only says what would come of it.',
	details: [
		'All of it or nothing. Ids stay, so posts keep their paths; the owner given here is its only one. Members keep their',
		'addresses and sign in with a mailed code. An archive of an older version is brought up to date, a newer one refused.',
	],
	options: {
		slug: { type: 'string' },
		owner: { type: 'string' },
		name: { type: 'string' },
		yes: { type: 'boolean' },
	},
	takes: { least: 1, most: 1 },
	run: (call) =>
		withInstallation(call, async (installation) => {
			const [path = ''] = call.positionals;
			const email = z.email().safeParse(call.text('owner'));
			const slug = Slug.safeParse(call.text('slug'));
			if (!email.success) throw new Refusal('Say whose it is: --owner <email>');
			if (!slug.success) throw new Refusal('Say at which address: --slug <address>');
			if (!(await stat(path).catch(() => null))) throw new Refusal(`There is no file ${path}.`);
			const wanted = { email: email.data, slug: slug.data };
			const dry = await load(installation, path, { ...wanted, name: null });
			const { members = 0, posts = 0, comments = 0 } = dry.rows;
			call.say(
				`${dry.name}, of ${dry.takenAt}: ${members} members, ${posts} posts, ${comments} comments, ${dry.files} files`,
			);
			if (!call.flag('yes')) throw new Refusal('Nothing was made. Add --yes to make it.');
			await load(installation, path, { ...wanted, name: call.text('name') ?? dry.name });
			call.say(`${originOf(installation.services.platformOrigin, slug.data)} is open.`);
		}),
};

type Wanted = { email: string; slug: string; name: string | null };

async function load({ services }: Installation, path: string, { email, slug, name }: Wanted) {
	const staff = await ensureStaff(services, email);
	const runs = staff.organizations.find(({ role }) => role === 'owner' || role === 'admin');
	const organizationId =
		runs?.id ??
		(name === null
			? ''
			: await services.platform
					.transaction()
					.execute((db) => foundOrganization(db, { staffId: staff.id, name })));
	return loadArchive({
		...{ services, organizationId, communityId: newCommunityId() },
		body: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
		importer: { staffId: staff.id, email, name: staff.name },
		as: name === null ? null : { name, slug },
	});
}
