import { join } from 'node:path';
import type { Services } from '@kith/domains/context';
import { seedDemo, type PastPayments } from '@kith/domains/demo';
import { readDemos } from '@kith/domains/templates';
import { TENANTS } from './services.ts';

export type SeededDemo = {
	name: string;
	slug: string;
	ownerEmail: string;
	memberEmail: string;
	password: string;
};

/** The same for every demo login; demos exist in development only. */
const PASSWORD = 'kith-demo-kith';

/** Puts the demo communities in place; those that stand already are left alone. */
export async function seedDemos(
	services: Services,
	past: PastPayments | null,
): Promise<SeededDemo[]> {
	const demos = await readDemos(join(TENANTS, 'demo'), services.templates);
	for (const demo of demos) await seedDemo(services, demo, PASSWORD, past);
	return demos.map(({ community, owner, members }) => {
		const member = members.find(({ role }) => role === undefined);
		return {
			...{ name: community.name, slug: community.slug, ownerEmail: owner.email },
			memberEmail: `${member?.handle ?? ''}@demo.kith.invalid`,
			password: PASSWORD,
		};
	});
}
