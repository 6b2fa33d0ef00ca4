import { createAuthEndpoint } from '@better-auth/core/api';
import * as z from 'zod';

/** Makes a person whose address was proved elsewhere. Server-only: it has no path, so no request reaches it. */
export const vouching = {
	id: 'kith-vouching',
	endpoints: {
		makeVouched: createAuthEndpoint.serverOnly(
			{ method: 'POST', body: z.object({ email: z.email(), name: z.string() }) },
			async (ctx) => {
				const person = { ...ctx.body, emailVerified: true };
				const { id } = await ctx.context.internalAdapter.createUser(person, undefined as never);
				return ctx.json({ userId: id });
			},
		),
	},
} as const;
