"""Addresses of the facilitator's pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
