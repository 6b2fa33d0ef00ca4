import { initTRPC, TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { ZodError } from 'zod';
import { AppError, ForbiddenError, InvalidError, type ErrorKind } from '@kith/kernel/errors';
import { wire } from '@kith/kernel/wire';
import { busyFrom } from './busy.ts';
import type { CommunityContext, PlatformContext } from './context.ts';
import { isStorable } from './storable.ts';

const STATUS: Readonly<Record<ErrorKind, TRPC_ERROR_CODE_KEY>> = {
	unauthenticated: 'UNAUTHORIZED',
	forbidden: 'FORBIDDEN',
	not_found: 'NOT_FOUND',
	conflict: 'CONFLICT',
	invalid: 'BAD_REQUEST',
	limit_reached: 'TOO_MANY_REQUESTS',
	unavailable: 'SERVICE_UNAVAILABLE',
};

/** What a client learns of a failure: the stable code, safe details, and which fields were wrong. */
function describe(error: TRPCError) {
	const { cause } = error;
	if (cause instanceof AppError) return { code: cause.code, details: cause.details, fields: {} };
	if (cause instanceof ZodError && error.code === 'BAD_REQUEST')
		return { code: 'input.invalid', details: {}, fields: fieldsOf(cause) };
	return {
		code: error.code === 'NOT_FOUND' ? 'route.not_found' : 'internal',
		details: {},
		fields: {},
	};
}

function fieldsOf(error: ZodError): Record<string, string> {
	return Object.fromEntries(error.issues.map((issue) => [issue.path.join('.'), issue.code]));
}

function create<Context extends object>() {
	return initTRPC.context<Context>().create({
		transformer: wire,
		isDev: false,
		errorFormatter: ({ shape, error }) => ({
			...shape,
			message: describe(error).code,
			data: { httpStatus: shape.data.httpStatus, ...describe(error) },
		}),
	});
}

/** The one place where a domain's error becomes a transport's error; anything unknown stays inside as `cause`. */
function toTrpcError(error: TRPCError): TRPCError {
	const cause = busyFrom(error.cause) ?? error.cause;
	if (!(cause instanceof AppError)) return error;
	return new TRPCError({ code: STATUS[cause.kind], message: cause.code, cause });
}

const community = create<CommunityContext>();
const platform = create<PlatformContext>();

export const communityRouter = community.router;
export const platformRouter = platform.router;
export const createCommunityCaller = community.createCallerFactory;
export const createPlatformCaller = platform.createCallerFactory;

function refuseUnstorable(input: unknown): void {
	if (isStorable(input)) return;
	throw toTrpcError(
		new TRPCError({ code: 'BAD_REQUEST', cause: new InvalidError('input.bad_characters') }),
	);
}

/** Who looks at a site as somebody else changes nothing in it, whatever they could. */
const lookingOn = () =>
	toTrpcError(
		new TRPCError({ code: 'FORBIDDEN', cause: new ForbiddenError('permissions.looking_on') }),
	);

/** A procedure of one community's member site; also reached by staff from the studio. */
export const communityProcedure = community.procedure.use(async ({ ctx, type, ...rest }) => {
	const { next, getRawInput } = rest;
	if (type === 'mutation' && ctx.shownAs !== null) throw lookingOn();
	refuseUnstorable(await getRawInput());
	const result = await next();
	if (!result.ok) throw toTrpcError(result.error);
	return result;
});

/** A procedure of the platform: sign-up, organizations, their communities. */
export const platformProcedure = platform.procedure.use(async ({ next, getRawInput }) => {
	refuseUnstorable(await getRawInput());
	const result = await next();
	if (!result.ok) throw toTrpcError(result.error);
	return result;
});
