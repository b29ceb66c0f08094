/** The first page: what this is, and where the API is described. */
export function Studio() {
  return (
    <main>
      <h1>Taxon</h1>
      <p>Custom text classification: label, train, evaluate, deploy, classify.</p>
      <p>
        <a href="/docs">API reference</a>
      </p>
    </main>
  );
}
