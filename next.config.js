/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // The checks run on their own in `npm test`; the build type-checks what it builds.
  typedRoutes: false,
};
