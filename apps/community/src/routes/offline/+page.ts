// Stands in for any page while there is no connection, so it needs nothing that would have to be fetched.
export const csr = false;
