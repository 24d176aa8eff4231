export default function Page() {
  return <h1>Hearth</h1>
}
