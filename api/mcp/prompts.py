"""Prompts: how an assistant should go about the questions that people bring most."""

from __future__ import annotations

from mcp.server import MCPServer


def add_prompts(server: MCPServer) -> None:
    """Register the prompts."""

    @server.prompt(name="prepare_meeting", title="Préparer un rendez-vous / Prepare a meeting")
    def prepare_meeting(authority: str, language: str = "fr") -> str:
        """Brief somebody who is about to meet an authority: partners, people, networks, what is open."""
        return (
            f"Prepare a one-page briefing in {'French' if language == 'fr' else 'English'} about {authority}. "
            f"Call partnerships(of={authority!r}), people(body={authority!r}), networks_of(body={authority!r}), "
            f"peers(body={authority!r}) and open_questions(about={authority!r}). Say for each fact which source states it "
            "and when, say what the sources leave open, and give the permalinks. Add nothing that the tools do not say."
        )

    @server.prompt(name="who_works_there", title="Qui travaille avec … ? / Who works with …?")
    def who_works_there(place: str, language: str = "fr") -> str:
        """Find who already works with a place, and whom to call there."""
        return (
            f"Answer in {'French' if language == 'fr' else 'English'}: which French authorities already work with {place}? "
            f"Call partnerships(of='FR', with_={place!r}); for each French authority found call people(body=…) to name whom "
            "to call, with the date at which a source last saw the person in that office. Cite every source with its place."
        )
