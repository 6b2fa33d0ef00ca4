import * as z from 'zod';
import { closingOf, ownersOfOrganization } from '../archives/index.ts';
import type { Services } from '../context.ts';
import { platformBrand } from './brands.ts';
import { deliverAll } from './deliver.ts';

const Payload = z.strictObject({
	closedId: z.string(),
	dropAt: z.iso.datetime(),
	isLast: z.boolean(),
});

/** Tells every owner, in the organization's language, that a community was closed, or that it goes tomorrow; nobody when it was kept meanwhile. */
export async function mailClosing(services: Services, payload: unknown): Promise<void> {
	const { closedId, dropAt, isLast } = Payload.parse(payload);
	const { platform, platformOrigin } = services;
	const closing = await closingOf(platform, closedId).executeTakeFirst();
	if (closing?.dropAt?.toISOString() !== dropAt) return;
	const { locale, timeZone } = closing;
	const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
	const owners = await ownersOfOrganization(platform, closing.organizationId).execute();
	const brand = { ...platformBrand(platformOrigin), name: closing.name };
	const url = `${platformOrigin}/c/${closedId}/settings/data`;
	const props = { isLast, day: day.format(closing.dropAt), url };
	await deliverAll(
		services,
		owners.map(({ id, email }) => ({
			...{ kind: 'closing' as const, to: email, locale, brand, props },
			idempotencyKey: `closing:${closedId}:${dropAt}:${isLast ? 'last' : 'first'}:${id}`,
		})),
	);
}
