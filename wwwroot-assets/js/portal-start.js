// Starts Blazor. A line that died without a word (a phone in a tunnel) is noticed when the server's pings stop; the framework's own half a
// minute is too long for somebody who types. No inline scripts anywhere (CSP script-src 'self').
(function () {
  "use strict";

  const silence = Number(document.currentScript.dataset.silence);
  Blazor.start({
    circuit: {
      // A request that a dead line swallowed on the way back would be waited for a hundred seconds.
      configureSignalR: (builder) => builder.withUrl("_blazor", { timeout: silence }).withServerTimeout(silence),
    },
  });
})();
