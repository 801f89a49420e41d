"""A proxy that gives each connection to the next server, as a Service or a load balancer does."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from itertools import cycle
from threading import Thread

PIECE = 65536  # bytes


@contextmanager
def round_robin(ports: list[int]) -> Iterator[int]:
    """Listen until the block ends; return the port. A server that is away is left out."""
    loop = asyncio.new_event_loop()
    turns = cycle(ports)

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in ports:
            with suppress(OSError):
                answers, requests = await asyncio.open_connection("127.0.0.1", next(turns))
                await asyncio.gather(_copy(reader, requests), _copy(answers, writer))
                return
        writer.close()

    # In a thread of its own from the start: a browser of other tests may keep a loop in this one.
    thread = Thread(target=loop.run_forever)
    thread.start()
    listening = asyncio.start_server(carry, "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(listening, loop).result(timeout=10)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        loop.call_soon_threadsafe(server.close)
        asyncio.run_coroutine_threadsafe(_end(), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(PIECE):
            writer.write(piece)
            await writer.drain()
    writer.close()


async def _end() -> None:
    """End the connections that are still open."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
