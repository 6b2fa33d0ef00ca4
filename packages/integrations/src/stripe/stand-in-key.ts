/** The key that opens the stand-in. */
export const STRIPE_STAND_IN_KEY = 'sk_test_local';
