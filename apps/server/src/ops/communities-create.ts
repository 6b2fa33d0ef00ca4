import * as z from 'zod';
import { DEFAULT_TEMPLATE, foundCommunity, type NewCommunity } from './found-community.ts';
import { Refusal, type Call, type Command } from './command.ts';
import { withInstallation } from './database.ts';
import { createMany } from './load-communities.ts';

const Owner = z.email();

/** Makes a community as the wizard does, opened at once; or many, to measure with. */
export const createCommunities: Command = {
	usage: 'communities create --name N --slug S --owner <email> [--template T] [--count N]',
	summary: 'Makes a community and opens it; with --count so many for load, at load-00001 and on.',
	details: [
		'The owner gets a staff login (they sign in by a mailed code) and an organization when they have none.',
		`  --template T   one of tenants/templates (default ${DEFAULT_TEMPLATE})`,
		'  --count N      N in all, named and addressed by number; goes on where a run was interrupted',
	],
	options: {
		name: { type: 'string' },
		slug: { type: 'string' },
		owner: { type: 'string' },
		template: { type: 'string' },
		count: { type: 'string' },
	},
	run: (call) =>
		withInstallation(call, async (installation) => {
			const owner = Owner.safeParse(call.text('owner'));
			if (!owner.success) throw new Refusal('Say whose it is: --owner <email>');
			const template = call.text('template') ?? DEFAULT_TEMPLATE;
			const { templates } = installation.services;
			if (!templates.has(template))
				throw new Refusal(
					`There is no template "${template}", but ${[...templates.keys()].join(', ')}.`,
				);
			const count = call.count('count');
			if (count !== undefined)
				return createMany(installation, { ownerEmail: owner.data, template, count }, call.say);
			const made = await foundCommunity(installation.services, {
				...readNames(call),
				...{ ownerEmail: owner.data, template },
			});
			call.say(`${made.origin} is open (c_${made.id})`);
		}),
};

function readNames(call: Call): Pick<NewCommunity, 'name' | 'slug'> {
	const name = call.text('name')?.trim();
	const slug = call.text('slug');
	if (!name || name.length > 80 || !slug)
		throw new Refusal('Say what to make: --name "Acme" (80 characters at most) --slug acme');
	return { name, slug };
}
