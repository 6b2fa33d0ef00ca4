import * as z from 'zod';

/** The setting that says which modules are switched on; each has its tables then. */
export const MODULES_ON = 'modules';

/** By name, when it was switched on. A name that this version does not know is left alone. */
export const ModulesOn = z.record(z.string().max(40), z.iso.datetime());
export type ModulesOn = z.infer<typeof ModulesOn>;
