import * as z from 'zod';
import { CreateTier, PriceTerms } from '../tiers/tiers.schema.ts';
import { Handle, Key, SpaceWords } from './parts.schema.ts';

/** What a demo community sells: tiers, one private space that some of them open, and who has them. */
export const DemoSales = z.strictObject({
	space: SpaceWords.extend({ key: Key, slug: Key, icon: z.emoji().max(16), group: Key }),
	/** Who brings others, and whom of the buyers: they bought by the link. */
	affiliates: z.array(z.strictObject({ member: Handle, brings: z.array(Handle) })).default([]),
	tiers: z
		.array(
			CreateTier.omit({ id: true, entitlements: true, visibility: true }).extend({
				opensSpace: z.boolean(),
				prices: z.array(PriceTerms).min(1),
				/** Who has it, since when, and by which price; none for who was given it. */
				holders: z.array(
					z.strictObject({
						member: Handle,
						daysAgo: z.number().positive(),
						price: z.int().min(0).optional(),
						/** Who paid said so long ago that they leave. */
						leavesDaysAgo: z.number().positive().optional(),
						endsInDays: z.number().positive().optional(),
					}),
				),
			}),
		)
		.min(1),
});
