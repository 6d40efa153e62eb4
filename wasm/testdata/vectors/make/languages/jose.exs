# Prints a JWK, given as an Elixir map, as Elixir and Erlang show what erlang-jose reads.
[how] = System.argv()
map = elem(Code.eval_string(IO.read(:stdio, :eof)), 0)
record = :jose_jwk.from_map(map)

case how do
  "struct" ->
    {:jose_jwk, keys, kty, fields} = record
    defmodule(JOSE.JWK, do: defstruct([:keys, :kty, :fields]))
    IO.puts(inspect(struct(JOSE.JWK, keys: keys, kty: kty, fields: fields), limit: :infinity, pretty: true))

  "record" -> :io.format("~p~n", [record])
  "to_map" -> IO.puts(inspect(:jose_jwk.to_map(record), pretty: true, limit: :infinity))
end
