/**
 * To be imported before anything that checks input: zod would try out whether it may make code of text, which the policy
 * of our pages refuses and reports. Told before it is loaded it does not try.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
